import type { Statement } from '@rialto/core'
import { statement } from '@rialto/postgres'

export type SortOrder = 'asc' | 'desc'

/** One list, the newest first or the oldest first: two statements, as each has a plan of its own along the index. */
export function bothWays(
  name: string,
  text: (order: SortOrder, beyond: '<' | '>') => string,
): Readonly<Record<SortOrder, Statement>> {
  return { desc: statement(name, text('desc', '<')), asc: statement(`${name}_asc`, text('asc', '>')) }
}

const firstId = '00000000-0000-0000-0000-000000000000'
const lastId = 'ffffffff-ffff-ffff-ffff-ffffffffffff'

/** The id before the first row. */
export function startOf(order: SortOrder): string {
  return order === 'asc' ? firstId : lastId
}
