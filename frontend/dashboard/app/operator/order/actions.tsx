import { isCurrency, toDecimal } from '@rialto/money'
import { formatAmount, SelectField, TextField } from '@rialto/ui'
import { Confirm } from '../../parts/confirm.tsx'
import type { OrderData } from '../../routes/operator/order.tsx'
import { useRoot, useSay } from '../../texts.ts'

type Part = OrderData['order']['vendors'][number]

const orderReasons = ['changed_mind', 'ordered_by_mistake', 'took_too_long', 'fraud', 'other'] as const
const partReasons = ['out_of_stock', 'damaged', 'cannot_ship_there', 'other'] as const

export function CancelOrder({ data: { order, key } }: { data: OrderData }) {
  const say = useSay()
  return (
    <Confirm
      label={say('operator.cancel.label')}
      look="danger"
      title={say('operator.cancel.title', { number: order.number })}
      text={say('operator.cancel.text')}
      verb={say('operator.cancel.label')}
      area="operator"
      values={{ intent: 'cancel', key }}
    >
      <SelectField
        id="cancel-reason"
        name="reason"
        label={say('operator.reason')}
        options={orderReasons.map((value) => ({ value, label: say(`operator.cancel.${value}`) }))}
      />
    </Confirm>
  )
}

export function CancelPart({ data: { order, names, key }, part }: { data: OrderData; part: Part }) {
  const say = useSay()
  const vendor = names[part.vendorId] ?? ''
  return (
    <Confirm
      label={say('operator.cancelPart.label')}
      look="danger"
      title={say('operator.cancelPart.title', { number: order.number, vendor })}
      text={say('operator.cancelPart.text')}
      verb={say('operator.cancelPart.label')}
      area="operator"
      values={{ intent: 'cancelPart', key, vendorId: part.vendorId }}
    >
      <SelectField
        id={`reason-${part.vendorId}`}
        name="reason"
        label={say('operator.reason')}
        options={partReasons.map((value) => ({ value, label: say(`operator.cancelPart.${value}`) }))}
      />
    </Confirm>
  )
}

type RefundProps = { readonly data: OrderData; readonly part: Part | null; readonly left: number }

/** A refund of the order, or of one vendor's part of it; the amount can be lowered. */
export function Refund({ data: { order, names, key }, part, left }: RefundProps) {
  const say = useSay()
  const { language } = useRoot()
  const { currency } = order.totals
  const typed = isCurrency(currency) ? toDecimal({ amount: BigInt(left), currency }) : String(left)
  const vendor = part ? (names[part.vendorId] ?? '') : ''
  const values = { intent: 'refund', key, currency, ...(part ? { vendorId: part.vendorId } : {}) }
  return (
    <Confirm
      label={say(part ? 'operator.refund.part' : 'operator.refund.order')}
      title={say(part ? 'operator.refund.partTitle' : 'operator.refund.title', {
        number: order.number,
        vendor,
      })}
      text={say('operator.refund.text')}
      verb={say('operator.refund.verb')}
      area="operator"
      values={values}
    >
      <TextField
        id={`amount-${part?.vendorId ?? 'order'}`}
        name="amount"
        label={say('operator.refund.amount', { currency })}
        hint={say('operator.refund.most', { amount: formatAmount(left, currency, language) })}
        defaultValue={typed}
        inputMode="decimal"
        required
      />
      <TextField
        id={`why-${part?.vendorId ?? 'order'}`}
        name="reason"
        label={say('operator.refund.reason')}
        hint={say('operator.refund.reasonHint')}
        maxLength={200}
      />
    </Confirm>
  )
}
