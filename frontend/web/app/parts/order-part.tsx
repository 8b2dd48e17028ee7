import { Icon, Picture, Price } from '@rialto/ui'
import { arrivalDates } from '../checkout/arrival.ts'
import type { Order, PartView } from '../checkout/order-view.ts'
import { useRoot, useSay } from '../texts.ts'
import { VendorHeading } from './bag-lines.tsx'
import { ShopLink } from './link.tsx'
import { OrderProgress } from './order-progress.tsx'
import { Amount } from './totals.tsx'

type Props = {
  readonly part: PartView
  readonly createdAt: string
  /** What is in the parcel; left out where only its way is shown. */
  readonly items?: Order['items']
  readonly currency?: string
  readonly shipping?: number
}

/** One parcel of an order: from whom, when it arrives, how far it has come, and what is in it. */
export function OrderPart({ part, createdAt, items = [], currency = 'EUR', shipping }: Props) {
  const say = useSay()
  const { language } = useRoot()
  const isOnTheWay = !['delivered', 'cancelled', 'returned'].includes(part.status)
  return (
    <section
      aria-labelledby={`vendor-${part.vendorId}`}
      className="grid gap-5 rounded-card border border-stone bg-raised p-5 md:p-6"
    >
      <div className="flex flex-wrap items-center justify-between gap-x-6">
        <VendorHeading part={part} />
        {part.delivery !== null && isOnTheWay ? (
          <p className="flex items-center gap-2 font-semibold">
            <Icon name="truck" className="size-5 text-ink-2" />
            {say('checkout.delivery.arrives', arrivalDates(part.delivery, language, new Date(createdAt)))}
          </p>
        ) : null}
      </div>
      <OrderProgress steps={part.steps} />
      <Shipments part={part} />
      {items.length > 0 ? (
        <ul className="divide-y divide-stone border-t border-stone">
          {items.map((item) => (
            <li key={item.lineId} className="grid grid-cols-[4rem_1fr_auto] items-center gap-4 py-3">
              <Picture image={item.image} alt="" sizes="4rem" />
              <div>
                <p className="font-semibold">
                  <ShopLink to={`/products/${item.slug}`} className="hover:underline underline-offset-4">
                    <bdi>{item.title}</bdi>
                  </ShopLink>
                </p>
                <p className="text-sm text-ink-2">
                  <span className="figures">{item.quantity} × </span>
                  <Price amount={item.unitPrice} {...{ currency, language }} />
                  {Object.values(item.options).map((option) => ` · ${option}`)}
                </p>
                {part.status === 'delivered' ? (
                  <ShopLink
                    to={`/products/${item.slug}/reviews#write`}
                    className="inline-flex min-h-11 items-center text-sm text-lagoon underline underline-offset-4"
                  >
                    {say('product.writeReview')}
                  </ShopLink>
                ) : null}
              </div>
              <Price amount={item.totalPrice} {...{ currency, language }} className="font-semibold" />
            </li>
          ))}
          {shipping === undefined ? null : (
            <li className="flex justify-between gap-4 py-3">
              <span>{say('checkout.totals.shipping')}</span>
              <span className="font-semibold">
                <Amount amount={shipping} currency={currency} />
              </span>
            </li>
          )}
        </ul>
      ) : null}
    </section>
  )
}

function Shipments({ part }: { part: PartView }) {
  const say = useSay()
  if (part.shipments.length === 0) return null
  return (
    <ul className="grid gap-1 text-sm">
      {part.shipments.map((shipment) => (
        <li key={shipment.shipmentId} className="flex flex-wrap gap-x-2">
          <span>{say('checkout.shipment.with', { carrier: shipment.carrier })}</span>
          {shipment.trackingCode === null ? null : (
            <bdi className="figures font-semibold">{shipment.trackingCode}</bdi>
          )}
        </li>
      ))}
    </ul>
  )
}
