import type { ReactNode } from 'react'
import { Form, Link } from 'react-router'
import { useSay } from '../texts.ts'
import { buttonClass } from './button.ts'

type ToolbarProps = {
  readonly title: string
  /** One quiet sentence under the title. */
  readonly note?: ReactNode
  /** At the end of the line: links and buttons of the page. */
  readonly actions?: ReactNode
}

/** The head of a page. */
export function Toolbar({ title, note, actions }: ToolbarProps) {
  return (
    <header className="mb-5 flex flex-wrap items-end justify-between gap-3">
      <div className="grid gap-1">
        <h1 className="text-xl font-semibold">{title}</h1>
        {note ? <p className="text-ink-2">{note}</p> : null}
      </div>
      {actions ? <div className="flex flex-wrap gap-2">{actions}</div> : null}
    </header>
  )
}

/** Filters of a list, as a form that the address holds. `clearTo` is the list without them. */
export function Filters({ clearTo, children }: { clearTo: string | null; children: ReactNode }) {
  const say = useSay()
  return (
    <Form method="get" role="search" className="mb-4 grid grid-cols-2 items-end gap-3 md:flex md:flex-wrap">
      {children}
      <button type="submit" className={buttonClass('quiet')}>
        {say('frame.filters.apply')}
      </button>
      {clearTo === null ? null : (
        <Link to={clearTo} className={buttonClass('plain')}>
          {say('frame.filters.clear')}
        </Link>
      )}
    </Form>
  )
}

const fieldClass =
  'min-h-9 rounded-control border border-border bg-raised px-2 text-sm text-ink pointer-coarse:min-h-11'

type FilterTextProps = { name: string; label: string; value: string; type?: 'search' | 'date' }

export function FilterText({ name, label, value, type = 'search' }: FilterTextProps) {
  return (
    <label className="grid min-w-0 gap-1 text-xs text-ink-2">
      {label}
      <input
        key={value}
        type={type}
        name={name}
        defaultValue={value}
        className={`${fieldClass} w-full md:w-48`}
      />
    </label>
  )
}

type FilterChoiceProps = {
  name: string
  label: string
  value: string
  options: readonly { value: string; label: string }[]
}

export function FilterChoice({ name, label, value, options }: FilterChoiceProps) {
  return (
    <label className="grid min-w-0 gap-1 text-xs text-ink-2">
      {label}
      <select
        key={value}
        name={name}
        defaultValue={value}
        onChange={(event) => event.currentTarget.form?.requestSubmit()}
        className={`${fieldClass} w-full md:w-auto md:min-w-36`}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </label>
  )
}
