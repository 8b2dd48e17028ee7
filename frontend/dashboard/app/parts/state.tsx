import { Icon, type IconName } from '@rialto/ui'

export type Tone = 'neutral' | 'good' | 'bad' | 'waiting'

const looks: Readonly<Record<Tone, { className: string; icon: IconName | null }>> = {
  neutral: { className: 'text-ink-2', icon: null },
  good: { className: 'text-success', icon: 'check' },
  bad: { className: 'text-danger', icon: 'alert' },
  waiting: { className: 'text-brass', icon: 'clock' },
}

/** A state in words, with a colour and an icon that say the same. */
export function StateLabel({
  tone,
  children,
  isWrapped = false,
}: {
  tone: Tone
  children: string
  /** A sentence instead of a word: it may take several lines. */
  isWrapped?: boolean
}) {
  const { className, icon } = looks[tone]
  return (
    <span
      className={`inline-flex items-center gap-1.5 align-top ${isWrapped ? '' : 'whitespace-nowrap'} ${className}`}
    >
      {icon ? <Icon name={icon} className="size-4" /> : null}
      {children}
    </span>
  )
}
