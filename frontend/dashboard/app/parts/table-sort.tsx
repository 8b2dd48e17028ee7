import { Fragment } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { useSay } from '../texts.ts'

/** An order that the API knows. The address says `?sort=<by>` for the ascending and `-<by>` for the descending one. */
export type ColumnSort = {
  readonly by: string
  /** What the two orders are called: the oldest first, the newest first. */
  readonly ascending: string
  readonly descending: string
  /** The order in which the list comes by itself, if it is one of these. */
  readonly atFirst?: 'ascending' | 'descending'
  /** Of words: one begins with A. Times begin with the newest. */
  readonly isText?: boolean
}

/** In which order of a column the address shows the list. */
export function sortedBy(query: URLSearchParams, { by, atFirst }: ColumnSort) {
  const current = query.get('sort')
  if (current === null) return atFirst ?? 'none'
  return current === by ? 'ascending' : current === `-${by}` ? 'descending' : 'none'
}

/** The order that a click on the heading gives. */
export function nextSort(query: URLSearchParams, sort: ColumnSort): string {
  const state = sortedBy(query, sort)
  const isAscending = state === 'none' ? sort.isText === true : state === 'descending'
  return isAscending ? sort.by : `-${sort.by}`
}

/** The same list in another order, from its beginning: a cursor belongs to its order. */
export function sortedQuery(query: URLSearchParams, sort: string): URLSearchParams {
  const next = new URLSearchParams(query)
  next.set('sort', sort)
  next.delete('after')
  return next
}

/** On a phone there are no headings: the orders that they give are chosen here. */
export function SortChoice({ sorts }: { sorts: readonly ColumnSort[] }) {
  const say = useSay()
  const navigate = useNavigate()
  const [query] = useSearchParams()
  if (sorts.length === 0) return null
  const state = (sort: ColumnSort) =>
    ({ ascending: sort.by, descending: `-${sort.by}`, none: '' })[sortedBy(query, sort)]
  return (
    <label className="grid min-w-0 gap-1 text-xs text-ink-2 md:hidden">
      {say('frame.table.sort')}
      <select
        value={sorts.map(state).find((one) => one !== '') ?? ''}
        onChange={(event) =>
          navigate(`?${sortedQuery(query, event.currentTarget.value)}`, { preventScrollReset: true })
        }
        className="min-h-11 rounded-control border border-border bg-raised px-2 text-sm text-ink"
      >
        {sorts.map(({ by, ascending, descending, isText = false }) => (
          <Fragment key={by}>
            {isText ? <option value={by}>{ascending}</option> : null}
            <option value={`-${by}`}>{descending}</option>
            {isText ? null : <option value={by}>{ascending}</option>}
          </Fragment>
        ))}
      </select>
    </label>
  )
}
