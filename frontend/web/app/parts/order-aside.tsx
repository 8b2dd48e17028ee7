import type { ReactNode } from 'react'
import { writeAddress } from '../addresses/address.ts'
import type { Order } from '../checkout/order-view.ts'
import { Totals } from './totals.tsx'

type Props = {
  readonly order: Order
  readonly vendors: readonly { readonly vendorId: string; readonly name: string }[]
  /** Headings, in the words of the page that it stands on. */
  readonly titles: { readonly cost: string; readonly to: string }
  /** What the page says below. */
  readonly children?: ReactNode
}

/** What an order cost, and where it goes. */
export function OrderAside({ order, vendors, titles, children }: Props) {
  const { totals, discountCodes, shippingAddress } = order
  const shipping = order.vendors.map(({ vendorId, shipping: amount }) => ({
    vendorId,
    amount,
    name: vendors.find((one) => one.vendorId === vendorId)?.name ?? '',
  }))
  return (
    <div className="grid content-start gap-8">
      <section aria-labelledby="cost-title">
        <h2 id="cost-title" className="mb-2 text-lg font-semibold">
          {titles.cost}
        </h2>
        <Totals
          totals={totals}
          shipping={shipping}
          codes={discountCodes}
          country={shippingAddress?.country ?? 'DE'}
        />
      </section>
      {shippingAddress === null ? null : (
        <section aria-labelledby="to-title">
          <h2 id="to-title" className="text-lg font-semibold">
            {titles.to}
          </h2>
          <address className="mt-2 not-italic">
            {writeAddress(shippingAddress).map((line) => (
              <span key={line} className="block">
                <bdi>{line}</bdi>
              </span>
            ))}
          </address>
        </section>
      )}
      {children}
    </div>
  )
}
