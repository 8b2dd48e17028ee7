import { useSay } from '../texts.ts'
import type { ColumnSort } from './table-sort.tsx'

/** The order of words: A first, or Z first. The texts name the column, as a phone shows them without their heading. */
export function useByText(by: string, label: string): ColumnSort {
  const say = useSay()
  const [ascending, descending] = [
    say('frame.table.fromA', { column: label }),
    say('frame.table.fromZ', { column: label }),
  ]
  return { by, ascending, descending, isText: true }
}

/** What the API is asked for when somebody chose Z first, of a list that has A first by itself. */
export function orderByText(query: URLSearchParams, by: string): { sortOrder?: 'desc' } {
  return query.get('sort') === `-${by}` ? { sortOrder: 'desc' } : {}
}
