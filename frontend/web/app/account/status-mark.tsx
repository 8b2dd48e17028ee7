import { Icon, type IconName } from '@rialto/ui'

type Look = 'quiet' | 'good' | 'bad' | 'moving'

const looks: Readonly<Record<Look, string>> = {
  quiet: 'text-ink-2',
  good: 'text-success',
  bad: 'text-danger',
  moving: 'text-lagoon',
}

const marks: Readonly<Record<string, readonly [IconName, Look]>> = {
  pending: ['clock', 'quiet'],
  payment_failed: ['alert', 'bad'],
  paid: ['check', 'good'],
  open: ['box', 'quiet'],
  partly_shipped: ['truck', 'moving'],
  shipped: ['truck', 'moving'],
  delivered: ['check', 'good'],
  cancelled: ['close', 'quiet'],
  returned: ['arrow', 'quiet'],
  requested: ['clock', 'quiet'],
  approved: ['truck', 'moving'],
  rejected: ['close', 'bad'],
  received: ['box', 'moving'],
  refunded: ['check', 'good'],
}

/** Where something stands: an icon and words, so that colour alone says nothing. */
export function StatusMark({ status, text }: { status: string; text: string }) {
  const [icon, look] = marks[status] ?? ['info', 'quiet']
  return (
    <span className={`inline-flex items-center gap-2 font-semibold ${looks[look]}`}>
      <Icon name={icon} className="size-5" />
      {text}
    </span>
  )
}
