import { Confirm } from '../parts/confirm.tsx'
import { Moment } from '../parts/moment.tsx'
import { StateLabel } from '../parts/state.tsx'
import { useSay } from '../texts.ts'
import type { OrderedLine } from './order-lines.tsx'

type Shipment = {
  readonly shipmentId: string
  readonly carrier: string
  readonly trackingCode: string | null
  readonly lines: readonly { readonly sku: string; readonly quantity: number }[]
  readonly timestamp: string
  readonly deliveredAt: string | null
}

type ShipmentsProps = {
  readonly shipments: readonly Shipment[]
  readonly lines: readonly OrderedLine[]
  readonly number: string
  readonly mayDeliver: boolean
}

/** Parcels on their way and those that arrived. */
export function Shipments({ shipments, lines, number, mayDeliver }: ShipmentsProps) {
  const say = useSay()
  const titles = new Map(lines.map((line) => [line.sku, line.title]))
  return (
    <ol className="grid">
      {shipments.map((one) => (
        <li
          key={one.shipmentId}
          className="flex flex-wrap items-start justify-between gap-3 border-t border-stone py-3"
        >
          <div className="grid gap-1">
            <span className="font-semibold">
              <bdi>{one.carrier}</bdi>
              {one.trackingCode ? (
                <>
                  {' · '}
                  <bdi className="figures break-all">{one.trackingCode}</bdi>
                </>
              ) : null}
            </span>
            <span className="text-xs text-ink-2">
              {one.lines.map((line) => `${line.quantity} × ${titles.get(line.sku) ?? line.sku}`).join(', ')}
            </span>
            <span className="text-xs text-ink-2">
              {say('vendor.shipment.sent')} <Moment at={one.timestamp} />
            </span>
          </div>
          {one.deliveredAt ? (
            <StateLabel tone="good">{say('vendor.shipment.delivered')}</StateLabel>
          ) : mayDeliver ? (
            <Confirm
              area="vendor"
              label={say('vendor.shipment.deliver')}
              title={say('vendor.shipment.deliverTitle', { number })}
              text={say('vendor.shipment.deliverText')}
              verb={say('vendor.shipment.deliver')}
              values={{ intent: 'deliver', shipmentId: one.shipmentId }}
            />
          ) : null}
        </li>
      ))}
    </ol>
  )
}
