import { Button, buttonClass, Icon, SelectField } from '@rialto/ui'
import { writeAddress } from '../addresses/address.ts'
import { ShopLink } from '../parts/link.tsx'
import { Totals } from '../parts/totals.tsx'
import { useSay } from '../texts.ts'
import type { Order } from './order-facts.ts'

type Reason = 'changed_mind' | 'ordered_by_mistake' | 'took_too_long' | 'other'
type Props = {
  readonly order: Order
  /** Makes a form that is sent twice one effect. */
  readonly formKey: string
  readonly canReturn: boolean
  readonly canCancel: boolean
  readonly vendors: readonly { readonly vendorId: string; readonly name: string }[]
  readonly reasons: readonly Reason[]
}

/** What can be done with an order, what it cost, and where it goes. */
export function OrderAside({ order, formKey, canReturn, canCancel, vendors, reasons }: Props) {
  const say = useSay()
  const { totals, discountCodes, shippingAddress, number, orderId } = order
  const shipping = order.vendors.map(({ vendorId, shipping: amount }) => ({
    vendorId,
    amount,
    name: vendors.find((one) => one.vendorId === vendorId)?.name ?? '',
  }))
  return (
    <div className="grid content-start gap-8">
      <div className="grid gap-3">
        {canReturn ? (
          <ShopLink to={`/account/orders/${orderId}/return`} className={buttonClass('primary', 'w-full')}>
            {say('account.return.title')}
          </ShopLink>
        ) : null}
        <form method="post">
          <input type="hidden" name="intent" value="again" />
          <input type="hidden" name="key" value={formKey} />
          <Button look="quiet" className="w-full">
            <Icon name="bag" className="size-5" />
            {say('account.order.again')}
          </Button>
        </form>
        {canCancel ? <Cancel {...{ number, formKey, reasons }} /> : null}
      </div>
      <section aria-labelledby="cost-title">
        <h2 id="cost-title" className="text-lg font-semibold">
          {say('account.order.cost')}
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
            {say('account.order.to')}
          </h2>
          <address className="mt-2 not-italic">
            {writeAddress(shippingAddress).map((line) => (
              <span key={line} className="block" dir="auto">
                {line}
              </span>
            ))}
          </address>
        </section>
      )}
    </div>
  )
}

/** The question names the order, so that nobody cancels another one. */
function Cancel({
  number,
  formKey,
  reasons,
}: {
  number: string
  formKey: string
  reasons: readonly Reason[]
}) {
  const say = useSay()
  return (
    <details className="group rounded-control border border-border">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-center gap-2 rounded-control px-4 py-2 hover:bg-stone [&::-webkit-details-marker]:hidden">
        {say('account.cancel.open')}
      </summary>
      <form method="post" className="grid gap-4 border-t border-stone p-4">
        <p className="font-semibold">{say('account.cancel.question', { number })}</p>
        <p className="text-sm text-ink-2">{say('account.cancel.text')}</p>
        <input type="hidden" name="intent" value="cancel" />
        <input type="hidden" name="key" value={`${formKey}.cancel`} />
        <SelectField
          name="reason"
          label={say('account.cancel.reason')}
          options={reasons.map((value) => ({ value, label: say(`account.cancel.reason.${value}`) }))}
        />
        <Button look="danger">{say('account.cancel.submit', { number })}</Button>
      </form>
    </details>
  )
}
