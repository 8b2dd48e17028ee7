import type { ReactNode } from 'react'
import { Link } from 'react-router'

type FigureProps = {
  readonly label: string
  readonly value: ReactNode
  /** What the number counts, or how it came to be. */
  readonly note?: ReactNode
  /** Where the things are that it counts. */
  readonly to?: string
  /** Somebody should look: said by the words in `note`, shown in the awning's colour. */
  readonly isUrgent?: boolean
}

/** One number of the day. */
export function Figure({ label, value, note, to, isUrgent = false }: FigureProps) {
  const isLink = to !== undefined
  return (
    <div
      className={`relative grid content-start gap-1 border-t border-stone py-3 ${isLink ? 'focus-within:border-lagoon hover:border-lagoon' : ''}`}
    >
      <dt className="text-ink-2">
        {isLink ? (
          // The whole figure is the link, for whoever points at it.
          <Link to={to} className="after:absolute after:inset-0">
            {label}
          </Link>
        ) : (
          label
        )}
      </dt>
      <dd className={`figures text-2xl font-semibold ${isUrgent ? 'text-awning' : ''}`}>{value}</dd>
      {note ? <dd className="text-xs text-ink-2">{note}</dd> : null}
    </div>
  )
}

/** Figures side by side. */
export function Figures({ children }: { children: ReactNode }) {
  return <dl className="grid grid-cols-2 gap-x-6 gap-y-2 md:grid-cols-3 xl:grid-cols-4">{children}</dl>
}
