import type { AnyRecord, EventRecord, StoredReply, TableName } from './records.ts'
import type { JournalLine, State } from './state.ts'

const rowsPerLine = 200

/**
 * The shortest journal that leads to this state. All rows are listed before the first line is asked for,
 * so lines made later still show the state of that moment: versions are never changed in place.
 */
export function snapshotLines(state: State): IterableIterator<string> {
  const { counter, clockOffsetMs, seed } = state
  const puts: [TableName, AnyRecord][] = []
  for (const name of Object.keys(state.tables) as TableName[]) {
    for (const record of state.tables[name].rows()) puts.push([name, record])
  }
  const events = [...state.events.rows()].map((event) => ({ ...event, deliveries: [...event.deliveries] }))
  const tasks = [...state.tasks.values()]
  const replies = [...state.replies.values()]

  return lines()

  function* lines(): IterableIterator<string> {
    yield text({ counter, clockOffsetMs, seed, reset: true })
    for (const slice of slices(puts)) yield text({ counter, puts: slice })
    for (const slice of slices(tasks)) yield text({ counter, tasks: slice })
    for (const slice of slices(events)) yield slice.map((event) => eventLine(counter, event)).join('')
    for (const slice of slices(replies)) yield slice.map((reply) => replyLine(counter, reply)).join('')
  }
}

function eventLine(counter: number, { object, ...event }: EventRecord): string {
  return text({ counter, seen: [[event.table, object]], events: [{ ...event, version: 0 }] })
}

function replyLine(counter: number, { body, ...reply }: StoredReply): string {
  if (typeof body === 'string') return text({ counter, reply: { ...reply, body } })
  return text({ counter, seen: [[body.table, body.record]], reply: { ...reply, body: 0 } })
}

const text = (line: JournalLine) => `${JSON.stringify(line)}\n`

function* slices<T>(rows: readonly T[]): IterableIterator<T[]> {
  for (let start = 0; start < rows.length; start += rowsPerLine) yield rows.slice(start, start + rowsPerLine)
}
