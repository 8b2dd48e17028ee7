import { missingReference, type Outcome, type PageOf } from './outcome.ts'
import { earliest, isWithin } from './params/apply.ts'
import type { CreatedRange } from './params/pieces.ts'
import type { Records, ResourceTable } from './state/records.ts'
import type { Table } from './state/table.ts'

export type PageWish = {
  limit?: number | undefined
  starting_after?: string | undefined
  ending_before?: string | undefined
  created?: CreatedRange | undefined
}

const limitDefault = 10

type Listed = { readonly id: string; readonly created: number }

export type Source<Row extends Listed> = {
  readonly url: string
  readonly kind: string
  readonly rows: Table<Row>
  /** Narrows the walk to an index, where there is one. */
  readonly only?: readonly Row[] | undefined
  readonly matches: (row: Row) => boolean
}

export type Chosen<Row> = { ok: true; rows: Row[]; hasMore: boolean } | ReturnType<typeof missingReference>

/** The page asked for, newest first. */
export function choosePage<Row extends Listed>(source: Source<Row>, wish: PageWish): Chosen<Row> {
  const cursor = wish.starting_after ?? wish.ending_before
  const place = cursor === undefined ? -1 : source.rows.position(cursor)
  if (cursor !== undefined && place < 0) {
    const param = wish.starting_after === undefined ? 'ending_before' : 'starting_after'
    return missingReference(param, source.kind, cursor)
  }
  const limit = wish.limit ?? limitDefault
  const backwards = wish.ending_before !== undefined
  const found: Row[] = []
  for (const row of walk(source, wish, place)) {
    if (!source.matches(row) || !isWithin(row.created, wish.created)) continue
    found.push(row)
    if (found.length > limit) break
  }
  const rows = found.slice(0, limit)
  return { ok: true, rows: backwards ? rows.reverse() : rows, hasMore: found.length > limit }
}

function* walk<Row extends Listed>(
  source: Source<Row>,
  wish: PageWish,
  place: number,
): IterableIterator<Row> {
  const { rows, only } = source
  const ids = only === undefined ? rows.ids() : only.map((row) => row.id)
  const since = earliest(wish.created)
  const forwards = wish.ending_before !== undefined
  const isPast = (at: number) => place < 0 || (forwards ? at > place : at < place)
  const from =
    only !== undefined || place < 0 ? (forwards ? 0 : ids.length - 1) : forwards ? place + 1 : place - 1
  for (let at = from; at >= 0 && at < ids.length; at += forwards ? 1 : -1) {
    const row = rows.get(ids[at] ?? '')
    if (row === undefined || (only !== undefined && !isPast(rows.position(row.id)))) continue
    // Rows are kept in the order they were made: nothing older can match.
    if (!forwards && row.created < since) return
    yield row
  }
}

/** A list of resources of one table. */
export function listRecords<Name extends ResourceTable>(
  table: Name,
  source: Source<Records[Name]>,
  wish: PageWish,
): Outcome {
  const chosen = choosePage(source, wish)
  if (!chosen.ok) return chosen
  const page: PageOf = {
    url: source.url,
    has_more: chosen.hasMore,
    rows: chosen.rows.map((record) => ({ table, record })),
  }
  return { ok: true, page }
}
