import { Amount, Moment } from '../../parts/moment.tsx'
import { Facts, SheetSection } from '../../parts/side-sheet.tsx'
import type { OrderData } from '../../routes/operator/order.tsx'
import { useSay } from '../../texts.ts'
import { State } from '../states.tsx'
import { Refund } from './actions.tsx'

/** The payment like a bank statement: what came in, what went back, what is left. */
export function PaymentSection({ data }: { data: OrderData }) {
  const say = useSay()
  const { payment, may } = data
  if (!payment) {
    return (
      <SheetSection title={say('operator.order.payment')}>
        <p className="text-ink-2">{say('operator.order.noPayment')}</p>
      </SheetSection>
    )
  }
  const { refundable, refunds } = payment
  return (
    <SheetSection title={say('operator.order.payment')}>
      <Facts
        items={[
          [say('operator.orders.status'), <State key="state" of="payment" is={payment.status} />],
          [say('operator.order.paid'), <Amount key="paid" {...payment.amount} />],
          [say('operator.order.refunded'), <Amount key="refunded" {...payment.refunded} />],
          [say('operator.order.left'), <Amount key="left" {...refundable} />],
        ]}
      />
      {refunds.length > 0 ? (
        <ul className="grid gap-1 border-t border-stone pt-2">
          {refunds.map((refund) => (
            <li key={refund.refundId} className="flex flex-wrap items-baseline justify-between gap-x-4">
              <span>
                <Moment at={refund.createdAt} /> · <State of="refund" is={refund.status} />
                <span className="ms-2 text-ink-2">
                  {refund.vendorId ? data.names[refund.vendorId] : say('operator.order.wholeOrder')}
                </span>
              </span>
              <Amount {...refund.amount} />
            </li>
          ))}
        </ul>
      ) : null}
      {may.refund && refundable.amount > 0 ? (
        <div>
          <Refund data={data} part={null} left={refundable.amount} />
        </div>
      ) : null}
    </SheetSection>
  )
}
