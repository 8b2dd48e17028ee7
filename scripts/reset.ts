import { existsSync, readdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createInterface } from 'node:readline/promises'
import { isEmbeddedPostgresFault, lockHolder, removeEmbeddedPostgres } from '@rialto/postgres/embedded'
import { supervisorLock } from '../server/src/supervisor/run-record.ts'
import { StartFault } from '../server/src/supervisor/say.ts'
import { readSettings } from '../server/src/supervisor/settings.ts'
import { root } from './run-command.ts'

// npm run reset: deletes everything that this installation keeps, after a question.

// What the supervisor and the server keep in RIALTO_DATA. In a folder that a person named, nothing else is touched.
const ownNames = [
  'demo-loaded.json',
  'demo.json',
  'internal-key.json',
  'logs',
  'mails',
  'media',
  'secrets.json',
  'simulator.jsonl',
  'supervisor.json',
  'supervisor.lock',
  'token-keys.json',
]

try {
  process.exitCode = await reset(process.argv.includes('--yes'))
} catch (error) {
  const isKnown = error instanceof StartFault || isEmbeddedPostgresFault(error)
  if (!isKnown) throw error
  process.stderr.write(`rialto: ${error.message}\n`)
  process.exitCode = 1
}

async function reset(isAgreed: boolean): Promise<number> {
  const { dataDirectory, config } = readSettings(root, process.env)
  if (!existsSync(dataDirectory)) return say(`there is nothing to delete in ${dataDirectory}.`)
  const holder = lockHolder(supervisorLock(dataDirectory))
  if (holder !== undefined) {
    throw new StartFault(
      `Rialto is running (process ${holder}). Stop it with Ctrl-C where it runs, then reset.`,
    )
  }
  if (config.databaseUrl !== null) say('the database of DATABASE_URL is yours and stays as it is.')
  if (!isAgreed && !(await ask(`Delete all data in ${dataDirectory}, its database too?`))) {
    return say('nothing was deleted.')
  }
  await removeEmbeddedPostgres({ dataRoot: dataDirectory, log: say })
  const isOurs = basename(dataDirectory) === '.rialto'
  const names = isOurs ? readdirSync(dataDirectory) : ownNames
  for (const name of names) rmSync(join(dataDirectory, name), { recursive: true, force: true })
  return say('all data are deleted; npm start begins anew.')
}

async function ask(question: string): Promise<boolean> {
  if (!process.stdin.isTTY) throw new StartFault('There is nobody to ask here; run npm run reset -- --yes.')
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  const answer = await terminal.question(`${question} They cannot be brought back. (y/N) `)
  terminal.close()
  return /^y(es)?$/i.test(answer.trim())
}

function say(line: string): number {
  process.stdout.write(`rialto: ${line}\n`)
  return 0
}
