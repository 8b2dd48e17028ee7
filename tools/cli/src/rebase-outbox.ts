import { type CursorFinding, inspectCursors, rebase } from '@rialto/events'
import type { Database } from '@rialto/postgres'
import type { Call } from './commands.ts'
import { type EmbeddedOptions, openStores, type Stores } from './open-stores.ts'
import { stop } from './stop.ts'

type Found = { database: Database; cursor: CursorFinding }

/** `rialto outbox rebase`. Says what it found, asks, and binds the readers to the log as it is now. */
export async function rebaseOutbox(call: Call, embedded: EmbeddedOptions = {}): Promise<number> {
  const stores = await openStores(call.environment, embedded)
  try {
    return await rebaseIn(stores, call)
  } finally {
    await stores.close()
  }
}

async function rebaseIn(stores: Stores, { options, terminal }: Call): Promise<number> {
  const { reader } = options
  const found = await inspectAll(stores)
  const wanted = found.filter(({ cursor }) =>
    typeof reader === 'string' ? cursor.reader === reader : cursor.problem !== null,
  )
  if (typeof reader === 'string' && wanted.length === 0) {
    throw stop(`There is no reader "${reader}". The readers: ${namesOf(found).join(', ') || 'none'}`)
  }
  const isAsJson = options['json'] === true
  const show = (done: boolean) => {
    if (isAsJson) terminal.result(JSON.stringify({ cursors: found.map(({ cursor }) => cursor), done }))
  }
  if (!isAsJson) terminal.tell(explain(found, wanted, options['from-end'] === true))
  if (wanted.length === 0) {
    show(false)
    return 0
  }
  if (options['yes'] !== true && !(await terminal.ask?.('Rebase them?'))) {
    show(false)
    terminal.tell('Nothing was changed. Say yes, or call it with --yes')
    return 1
  }
  for (const { database, cursor } of wanted) {
    await rebase({
      reader: cursor.reader,
      source: cursor.source,
      database,
      eventLog: stores.logOf(cursor.reader),
      from: options['from-end'] === true ? 'end' : 'start',
    })
  }
  show(true)
  if (!isAsJson) terminal.result(`${namesOf(wanted).length} readers rebased. The servers may be started`)
  return 0
}

async function inspectAll(stores: Stores): Promise<Found[]> {
  const found: Found[] = []
  for (const database of stores.all) {
    for (const cursor of await inspectCursors(database, stores.logOf)) found.push({ database, cursor })
  }
  return found
}

function namesOf(found: readonly Found[]): string[] {
  return [...new Set(found.map(({ cursor }) => cursor.reader))]
}

function explain(found: readonly Found[], wanted: readonly Found[], fromEnd: boolean): string {
  const logs = [...new Set(found.map(({ cursor }) => cursor.present))].map(describeGeneration)
  const lines = [`The event log as it is now: ${logs.join('; ')}.`]
  if (wanted.length === 0) {
    return [...lines, `All ${namesOf(found).length} readers fit it. There is nothing to rebase.`].join('\n')
  }
  const byProblem = Map.groupBy(wanted, ({ cursor }) => cursor.problem ?? 'chosen by name; it fits the log')
  for (const [problem, cursors] of byProblem) {
    lines.push(`${problem}:`, ...namesOf(cursors).map((name) => `  ${name}`))
  }
  lines.push(
    fromEnd
      ? 'They will skip every event that the log holds now: what those asked for is never done.'
      : 'They will read again all that the log holds. What was done stays done once: the inbox, or the copy, knows it.',
  )
  return lines.join('\n')
}

function describeGeneration(generation: string): string {
  const [cluster, timeline = '', database] = generation.split('-')
  return `system identifier ${cluster}, timeline ${Number.parseInt(timeline, 16)}, database ${database}`
}
