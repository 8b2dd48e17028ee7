import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { type Config, readConfig } from '@rialto/config'
import { StartFault } from './say.ts'

export type Environment = Record<string, string | undefined>

/** What the supervisor decides with, and the environment that its children get. */
export type Settings = { config: Config; environment: Environment; dataDirectory: string }

/** Reads the environment, and below it the file `.env` of the project: what was set by hand wins. */
export function readSettings(root: string, given: Environment): Settings {
  const environment = { ...readEnvFile(join(root, '.env')), ...given }
  const read = readConfig(environment)
  if (!read.ok) throw new StartFault(read.problems.map(({ problem, fix }) => `${problem} ${fix}`).join('\n'))
  // Children run in other folders; they all must mean the same one.
  const dataDirectory = resolve(root, read.config.dataDirectory)
  return { config: read.config, environment: { ...environment, RIALTO_DATA: dataDirectory }, dataDirectory }
}

function readEnvFile(path: string): Environment {
  return existsSync(path) ? parseEnv(readFileSync(path, 'utf8')) : {}
}
