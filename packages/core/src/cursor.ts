/** Writes a cursor: opaque to callers, so that its fields may change. */
export function writeCursor(position: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(position)).toString('base64url')
}

/**
 * Reads a cursor that `nextPage` wrote, or starts before the first item. Undefined when it is none of ours: every
 * field must be there, with the type it has in `start`.
 */
export function readCursor<P extends Record<string, string | number>>(
  text: string | undefined,
  start: P,
): P | undefined {
  if (text === undefined) return start
  try {
    const read = JSON.parse(Buffer.from(text, 'base64url').toString('utf8')) as P
    const fields = Object.keys(start)
    return fields.every((field) => typeof read[field] === typeof start[field]) ? read : undefined
  } catch {
    return undefined
  }
}

/** Cuts `limit + 1` rows into a page; the extra row only says that there is a next page. */
export function nextPage<T>(
  rows: readonly T[],
  limit: number,
  position: (last: T) => Record<string, unknown>,
) {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, next: rows.length > limit && last !== undefined ? writeCursor(position(last)) : null }
}

export type SortOrder = 'asc' | 'desc'

const firstId = '00000000-0000-0000-0000-000000000000'
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The id before the first row of a list by time. */
export function startOf(order: SortOrder): string {
  return order === 'asc' ? firstId : lastId
}
