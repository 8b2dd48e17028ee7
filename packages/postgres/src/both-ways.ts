import type { SortOrder, Statement } from '@rialto/core'
import { statement } from './statement.ts'

/**
 * One list in the two orders of an index, such as the newest first and the oldest first: two statements, as each has a
 * plan of its own along the index.
 */
export function bothWays(
  name: string,
  text: (order: SortOrder, beyond: '<' | '>') => string,
): Readonly<Record<SortOrder, Statement>> {
  return { desc: statement(name, text('desc', '<')), asc: statement(`${name}_asc`, text('asc', '>')) }
}
