import { useSay } from '../texts.ts'
import type { ColumnSort } from './table-sort.tsx'

const by = 'time'

/** The order of lists that come by time, the newest first. */
export function useByTime(): ColumnSort {
  const say = useSay()
  const [ascending, descending] = [say('frame.table.oldest'), say('frame.table.newest')]
  return { by, ascending, descending, atFirst: 'descending' }
}

/** What the API is asked for when somebody chose the oldest first. */
export function orderByTime(query: URLSearchParams): { sortOrder?: 'asc' } {
  return query.get('sort') === by ? { sortOrder: 'asc' } : {}
}
