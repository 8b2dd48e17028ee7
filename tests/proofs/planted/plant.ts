import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { runSql } from '@rialto/testing'
import { type CodeEdit, replaceOnce } from './edit.ts'

/** A bug that is planted into the running product, and the proof that must see it by itself. */
export type Plant = {
  readonly name: string
  /** A part of the name of the proof. */
  readonly proof: string
  /** What the proof must complain about; another complaint would mean that it saw something else. Null: about nothing. */
  readonly seen: RegExp | null
  /** Edits of TypeScript files, made while the servers load them. */
  readonly code?: readonly CodeEdit[]
  /** Edits of SQL procedures, which replace those of the running database. */
  readonly procedures?: readonly CodeEdit[]
  /** Statements run by the owner of the tables, such as dropping the constraint that stands behind a guard. */
  readonly statements?: readonly string[]
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const loader = new URL('./plant-code.ts', import.meta.url).href

/** The settings with which the processes of a shape load the edited code. */
export function plantedEnv(plant: Plant): Record<string, string> {
  if (!plant.code) return {}
  return { NODE_OPTIONS: `--import ${loader}`, RIALTO_PLANTED: JSON.stringify(plant.code) }
}

/** Plants what lies in the database. The servers run already: their start makes procedures as they should be. */
export async function plantSql(plant: Plant, databaseUrl: string): Promise<void> {
  if (plant.statements) await runSql(databaseUrl, 'rialto_owner', plant.statements)
  for (const edit of plant.procedures ?? []) {
    const text = await readFile(join(root, edit.file), 'utf8')
    await runSql(databaseUrl, 'rialto_system', [replaceOnce(text, edit)])
  }
}
