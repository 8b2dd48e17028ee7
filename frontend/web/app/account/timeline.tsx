import { useSay } from '../texts.ts'
import { Minute } from './moment.tsx'
import type { Order } from './order-facts.ts'

/** All that happened to an order, the first at the top. */
export function Timeline({ entries }: { entries: Order['timeline'] }) {
  const say = useSay()
  return (
    <ol className="grid gap-3">
      {entries.map((entry, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a payment may fail twice in one moment, and the list never changes
        <li key={index} className="grid gap-x-6 md:grid-cols-[13rem_1fr]">
          <span className="figures text-sm text-ink-2 md:pt-0.5">
            <Minute at={entry.timestamp} />
          </span>
          <span>{say(`account.timeline.${entry.type}`)}</span>
        </li>
      ))}
    </ol>
  )
}
