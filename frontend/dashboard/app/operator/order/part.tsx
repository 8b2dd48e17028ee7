import { nameIn } from '@rialto/ui/words'
import { Amount, Count, Moment } from '../../parts/moment.tsx'
import type { OrderData } from '../../routes/operator/order.tsx'
import { useRoot, useSay } from '../../texts.ts'
import { State } from '../states.tsx'
import { CancelPart, Refund } from './actions.tsx'

type PartData = OrderData['order']['vendors'][number]

/** One vendor's part: what was bought, how it travels, what it cost. */
export function Part({ part, data }: { part: PartData; data: OrderData }) {
  const say = useSay()
  const { language } = useRoot()
  const { order, names, payment, may } = data
  const { currency } = order.totals
  const lines = order.items.filter(({ vendorId }) => vendorId === part.vendorId)
  const isOpen = part.status === 'open' || part.status === 'partly_shipped'
  const left = Math.min(part.total, payment?.refundable.amount ?? 0)
  return (
    <section className="grid gap-3">
      <h3 className="flex flex-wrap items-baseline justify-between gap-2 font-semibold">
        {names[part.vendorId]}
        <span className="font-normal">
          <State of="part" is={part.status} />
        </span>
      </h3>
      <table className="w-full border-y border-stone">
        <caption className="sr-only">
          {say('operator.order.partOf', { vendor: names[part.vendorId] ?? '' })}
        </caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{say('operator.order.item')}</th>
            <th scope="col">{say('operator.orders.units')}</th>
            <th scope="col">{say('operator.orders.total')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineId}>
              <th scope="row" className="py-1.5 pe-3 text-start font-normal">
                {line.title}
                <span className="block text-xs text-ink-2">
                  <bdi>{[...Object.values(line.options), line.sku].join(' · ')}</bdi>
                </span>
              </th>
              <td className="figures w-16 py-1.5 pe-3 text-end align-top whitespace-nowrap">
                × <Count of={line.quantity} />
              </td>
              <td className="w-28 py-1.5 text-end align-top">
                <Amount amount={line.totalPrice} currency={currency} />
              </td>
            </tr>
          ))}
          <Line
            label={part.delivery ? nameIn(part.delivery, language) : say('operator.order.shipping')}
            amount={part.shipping}
            data={data}
          />
          <Line label={say('operator.order.partTotal')} amount={part.total} data={data} isSum />
        </tbody>
      </table>
      {part.shipments.map((shipment) => (
        <p key={shipment.shipmentId} className="text-ink-2">
          {say('operator.order.shipment', { carrier: shipment.carrier })}{' '}
          {shipment.trackingCode ? <bdi className="figures text-ink">{shipment.trackingCode}</bdi> : null}{' '}
          <Moment at={shipment.timestamp} />
        </p>
      ))}
      <div className="flex flex-wrap gap-2">
        {may.refund && left > 0 ? <Refund data={data} part={part} left={left} /> : null}
        {may.cancelPart && isOpen && order.status === 'paid' ? <CancelPart data={data} part={part} /> : null}
      </div>
    </section>
  )
}

type LineProps = { label: string; amount: number; data: OrderData; isSum?: boolean }

function Line({ label, amount, data, isSum = false }: LineProps) {
  return (
    <tr className={isSum ? 'border-t border-stone font-semibold' : 'text-ink-2'}>
      <th
        scope="row"
        colSpan={2}
        className={`py-1.5 pe-3 text-start ${isSum ? 'font-semibold' : 'font-normal'}`}
      >
        {label}
      </th>
      <td className="py-1.5 text-end">
        <Amount amount={amount} currency={data.order.totals.currency} />
      </td>
    </tr>
  )
}
