import { Button, buttonClass, Icon, SelectField } from '@rialto/ui'
import { ShopLink } from '../parts/link.tsx'
import { useSay } from '../texts.ts'

export const cancelReasons = ['changed_mind', 'ordered_by_mistake', 'took_too_long', 'other'] as const

type Props = {
  readonly orderId: string
  readonly number: string
  /** Makes a form that is sent twice one effect. */
  readonly formKey: string
  readonly canReturn: boolean
  readonly canCancel: boolean
  readonly canBuyAgain: boolean
}

/** What can be done with an order now. */
export function OrderActions({ orderId, number, formKey, canReturn, canCancel, canBuyAgain }: Props) {
  const say = useSay()
  return (
    <div className="flex flex-wrap items-start gap-3">
      {canReturn ? (
        <ShopLink to={`/account/orders/${orderId}/return`} className={buttonClass('primary')}>
          {say('account.return.title')}
        </ShopLink>
      ) : null}
      {canBuyAgain ? <BuyAgain formKey={formKey} /> : null}
      {canCancel ? <Cancel {...{ number, formKey }} /> : null}
    </div>
  )
}

function BuyAgain({ formKey }: { formKey: string }) {
  const say = useSay()
  return (
    <form method="post">
      <input type="hidden" name="intent" value="again" />
      <input type="hidden" name="key" value={formKey} />
      <Button look="quiet">
        <Icon name="bag" className="size-5" />
        {say('account.order.again')}
      </Button>
    </form>
  )
}

/** The question names the order, so that nobody cancels another one. */
function Cancel({ number, formKey }: { number: string; formKey: string }) {
  const say = useSay()
  return (
    <details className="rounded-control border border-border bg-raised open:w-full md:open:w-96">
      <summary className="flex min-h-[2.625rem] cursor-pointer list-none items-center justify-center gap-2 rounded-control px-4 py-2 font-semibold hover:bg-stone [&::-webkit-details-marker]:hidden">
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
          options={cancelReasons.map((value) => ({ value, label: say(`account.cancel.reason.${value}`) }))}
        />
        <Button look="danger">{say('account.cancel.submit', { number })}</Button>
      </form>
    </details>
  )
}
