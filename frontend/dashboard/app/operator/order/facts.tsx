import { Moment } from '../../parts/moment.tsx'
import { Facts } from '../../parts/side-sheet.tsx'
import type { OrderData } from '../../routes/operator/order.tsx'
import { type TextKey, useRoot, useSay } from '../../texts.ts'

type Order = OrderData['order']

export function Customer({ order }: { order: Order }) {
  const say = useSay()
  const address = order.shippingAddress
  return (
    <Facts
      items={[
        [
          say('operator.order.email'),
          order.email ? <bdi key="email">{order.email}</bdi> : say('operator.order.erased'),
        ],
        [
          say('operator.order.address'),
          address ? (
            <address key="address" className="not-italic">
              {[
                address.name,
                address.company,
                ...address.lines,
                [address.postalCode, address.city].filter(Boolean).join(' '),
                address.region,
                address.country,
              ]
                .filter(Boolean)
                .map((line) => (
                  <span key={line} className="block">
                    <bdi>{line}</bdi>
                  </span>
                ))}
            </address>
          ) : (
            say('operator.order.erased')
          ),
        ],
      ]}
    />
  )
}

/** What happened to the order, and what people of the marketplace did to it, by time. */
export function Life({ data: { order, entries } }: { data: OrderData }) {
  const say = useSay()
  const { texts } = useRoot()
  const nameOf = (endpoint: string) => {
    const key = `operator.did.${endpoint}` as TextKey
    return key in texts ? say(key) : endpoint
  }
  const steps = [
    ...order.timeline.map(({ type, timestamp }) => ({
      at: timestamp,
      text: say(`operator.timeline.${type}`),
      note: null as string | null,
    })),
    ...entries.map((entry) => ({
      at: entry.at,
      text: nameOf(entry.endpoint),
      note: say(entry.vendorId ? 'operator.order.byVendor' : 'operator.order.byStaff'),
    })),
  ].toSorted((left, right) => (left.at < right.at ? -1 : 1))
  return (
    <ol className="grid gap-2 border-s border-stone ps-4">
      {steps.map(({ at, text, note }) => (
        <li key={`${at} ${text}`} className="flex flex-wrap items-baseline justify-between gap-x-4">
          <span>
            {text}
            {note ? <span className="ms-2 text-xs text-ink-2">{note}</span> : null}
          </span>
          <span className="text-xs text-ink-2">
            <Moment at={at} />
          </span>
        </li>
      ))}
    </ol>
  )
}
