import { Icon } from '@rialto/ui'
import { type ReactNode, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'react-router'
import { columnsCookie } from '../preferences.ts'
import { useRoot, useSay } from '../texts.ts'
import { buttonClass } from './button.ts'
import { type ColumnSort, nextSort, SortChoice, sortedBy, sortedQuery } from './table-sort.tsx'

export type Column<Row> = {
  /** Unique in its table; it is what the browser remembers. */
  readonly key: string
  readonly label: string
  readonly cell: (row: Row) => ReactNode
  /** `end` for numbers. */
  readonly align?: 'start' | 'end'
  /** Its heading sorts, and on a phone a choice above the rows. */
  readonly sort?: ColumnSort
  /** Hidden until somebody wants it. */
  readonly isExtra?: boolean
}

type DataTableProps<Row> = {
  /** Names the table: the choice of columns is kept under it. */
  readonly name: string
  /** Read out before the table. */
  readonly caption: string
  readonly columns: readonly Column<Row>[]
  readonly rows: readonly Row[]
  readonly keyOf: (row: Row) => string
  /** Where the row's detail is. The first column links there. */
  readonly linkOf?: (row: Row) => string
  /** What can be done with a row at once; shown on focus as on hover. */
  readonly actions?: (row: Row) => ReactNode
  /** Taught in place of rows: what belongs here and how it gets here. */
  readonly empty: ReactNode
  /** The cursor of the next page, from the API. */
  readonly next?: string | null
}

/** Rows of one kind: head that stays, columns to choose, numbers at the end, pages by cursor. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { columns, rows, keyOf, caption } = props
  const { hidden, toggle } = useHidden(props)
  const shown = columns.filter((column, index) => index === 0 || !hidden.includes(column.key))
  if (rows.length === 0) return <EmptyState>{props.empty}</EmptyState>
  return (
    <div className="grid gap-3">
      <div className="flex flex-wrap items-end justify-between gap-3 md:justify-end">
        <SortChoice sorts={columns.flatMap(({ sort }) => (sort ? [sort] : []))} />
        <ColumnChoice columns={columns.slice(1)} hidden={hidden} toggle={toggle} />
      </div>
      <section
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard (WCAG 2.1.1)
        tabIndex={0}
        className="relative border-y border-stone md:max-h-[75dvh] md:overflow-auto"
      >
        <table className="w-full border-separate border-spacing-0 text-start max-md:block">
          <caption className="sr-only">{caption}</caption>
          <thead className="max-md:hidden">
            <tr>
              {shown.map((column) => (
                <Heading key={column.key} column={column} />
              ))}
              {props.actions ? <ActionsHeading /> : null}
            </tr>
          </thead>
          <tbody className="max-md:block">
            {rows.map((row) => (
              <BodyRow key={keyOf(row)} row={row} columns={shown} table={props} />
            ))}
          </tbody>
        </table>
      </section>
      <Pages next={props.next ?? null} />
    </div>
  )
}

const headClass =
  'sticky top-0 z-10 border-b border-stone bg-paper px-3 py-2 text-xs font-semibold text-ink-2'

function sideOf(align: 'start' | 'end' | undefined): string {
  return align === 'end' ? 'text-end figures' : 'text-start'
}

function Heading<Row>({ column }: { column: Column<Row> }) {
  const [query] = useSearchParams()
  const { sort, label } = column
  if (sort === undefined) {
    return (
      <th scope="col" className={`${headClass} ${sideOf(column.align)} whitespace-nowrap`}>
        {label}
      </th>
    )
  }
  const state = sortedBy(query, sort)
  const next = sortedQuery(query, nextSort(query, sort))
  return (
    <th scope="col" aria-sort={state} className={`${headClass} ${sideOf(column.align)} whitespace-nowrap`}>
      <Link
        to={`?${next}`}
        preventScrollReset
        className="inline-flex items-center gap-1 hover:text-ink pointer-coarse:min-h-11"
      >
        {label}
        {state === 'none' ? null : (
          <Icon name="chevron" className={`size-3 ${state === 'ascending' ? 'rotate-180' : ''}`} />
        )}
      </Link>
    </th>
  )
}

function ActionsHeading() {
  return (
    <th scope="col" className={headClass}>
      <span className="sr-only">{useSay()('frame.table.actions')}</span>
    </th>
  )
}

type BodyRowProps<Row> = { row: Row; columns: readonly Column<Row>[]; table: DataTableProps<Row> }

function BodyRow<Row>({ row, columns, table }: BodyRowProps<Row>) {
  const { search } = useLocation()
  const to = table.linkOf?.(row)
  const cellClass =
    'border-stone px-3 py-2 align-middle max-md:block max-md:px-0 max-md:py-0.5 md:border-b md:group-last:border-b-0'
  return (
    <tr className="group border-stone hover:bg-stone/50 focus-within:bg-stone/50 max-md:grid max-md:border-b max-md:py-3 max-md:last:border-b-0">
      {columns.map((column, index) =>
        index === 0 ? (
          <th key={column.key} scope="row" className={`${cellClass} ${sideOf(column.align)} font-semibold`}>
            {to === undefined ? (
              column.cell(row)
            ) : (
              <Link
                to={to + search}
                preventScrollReset
                className="inline-flex min-h-6 items-center align-middle text-lagoon underline-offset-4 hover:underline pointer-coarse:min-h-11"
              >
                {column.cell(row)}
              </Link>
            )}
          </th>
        ) : (
          <td
            key={column.key}
            className={`${cellClass} ${sideOf(column.align)} max-md:flex max-md:items-center max-md:justify-between max-md:gap-6`}
          >
            <span className="shrink-0 text-xs text-ink-2 md:hidden">{column.label}</span>
            {column.cell(row)}
          </td>
        ),
      )}
      {table.actions ? (
        <td className={`${cellClass} whitespace-nowrap md:text-end`}>
          <span className="inline-flex gap-3 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100 max-md:opacity-100 pointer-coarse:opacity-100">
            {table.actions(row)}
          </span>
        </td>
      ) : null}
    </tr>
  )
}

function useHidden<Row>({ name, columns }: DataTableProps<Row>) {
  const kept = useRoot().hiddenColumns[name]
  const atFirst = kept ?? columns.filter((column) => column.isExtra).map((column) => column.key)
  const [hidden, setHidden] = useState(atFirst)
  const toggle = (key: string) => {
    const next = hidden.includes(key) ? hidden.filter((one) => one !== key) : [...hidden, key]
    setHidden(next)
    keepHidden(name, next)
  }
  return { hidden, toggle }
}

const cookieSeconds = 365 * 86_400

/** The browser writes this cookie itself: the choice of columns is nobody's secret, and needs no round trip. */
function keepHidden(table: string, columns: readonly string[]): void {
  const found = document.cookie.split('; ').find((one) => one.startsWith(`${columnsCookie}=`))
  const text = found ? decodeURIComponent(found.slice(columnsCookie.length + 1)) : '{}'
  const all = { ...(JSON.parse(text) as Record<string, readonly string[]>), [table]: columns }
  const value = encodeURIComponent(JSON.stringify(all))
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support
  document.cookie = `${columnsCookie}=${value}; Path=/dashboard; SameSite=Lax; Max-Age=${cookieSeconds}`
}

type ColumnChoiceProps<Row> = {
  columns: readonly Column<Row>[]
  hidden: readonly string[]
  toggle: (key: string) => void
}

function ColumnChoice<Row>({ columns, hidden, toggle }: ColumnChoiceProps<Row>) {
  const say = useSay()
  return (
    <details className="relative ms-auto">
      <summary className={buttonClass('plain', 'cursor-pointer list-none')}>
        {say('frame.table.columns')}
        <Icon name="chevron" className="size-4" />
      </summary>
      <fieldset className="absolute end-0 z-20 grid min-w-48 gap-1 rounded-control border border-border bg-raised p-3 shadow-raised">
        <legend className="sr-only">{say('frame.table.columns')}</legend>
        {columns.map((column) => (
          <label key={column.key} className="flex min-h-8 items-center gap-2 pointer-coarse:min-h-11">
            <input
              type="checkbox"
              checked={!hidden.includes(column.key)}
              onChange={() => toggle(column.key)}
              className="size-4 accent-lagoon"
            />
            {column.label}
          </label>
        ))}
      </fieldset>
    </details>
  )
}

/** Lists are read forwards: on to the next page, or back to the first. */
function Pages({ next }: { next: string | null }) {
  const say = useSay()
  const [query] = useSearchParams()
  const isFirst = !query.has('after')
  if (isFirst && next === null) return null
  const at = (after: string | null) => {
    const wanted = new URLSearchParams(query)
    if (after === null) wanted.delete('after')
    else wanted.set('after', after)
    return `?${wanted}`
  }
  return (
    <nav aria-label={say('frame.table.pages')} className="flex justify-end gap-2">
      {isFirst ? null : (
        <Link to={at(null)} className={buttonClass('quiet')}>
          {say('frame.table.first')}
        </Link>
      )}
      {next === null ? null : (
        <Link to={at(next)} className={buttonClass('quiet')}>
          {say('frame.table.next')}
          <Icon name="arrow" className="size-4" />
        </Link>
      )}
    </nav>
  )
}

/** Nothing here yet: says what belongs here and what to do next. */
export function EmptyState({ children }: { children: ReactNode }) {
  return <div className="grid max-w-prose gap-2 border-y border-stone px-3 py-10 text-ink-2">{children}</div>
}
