import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

type Kind = 'danger' | 'success' | 'info' | 'awning'

const looks: Readonly<Record<Kind, string>> = {
  danger: 'border-danger text-danger',
  success: 'border-success text-success',
  info: 'border-border text-ink',
  awning: 'border-awning text-awning',
}
const icons = { danger: 'alert', success: 'check', info: 'info', awning: 'clock' } as const

/** A message about what happened: an icon, words, and what to do. `danger` is read out at once. */
export function Notice({ kind, title, children }: { kind: Kind; title: string; children?: ReactNode }) {
  return (
    <div
      role={kind === 'danger' ? 'alert' : 'status'}
      className={`flex gap-3 rounded-control border bg-raised p-4 ${looks[kind]}`}
    >
      <Icon name={icons[kind]} />
      <div className="grid gap-1">
        <p className="font-semibold">{title}</p>
        {children ? <div className="text-ink">{children}</div> : null}
      </div>
    </div>
  )
}
