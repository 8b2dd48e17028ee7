import { cancelOrder, cancelVendorOrder, getOrder } from '@rialto/order-service/contract'
import { getOrderPayment, refundPayment } from '@rialto/payment-service/contract'
import { listAuditEntries } from '@rialto/tenant-service/contract'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { vendorNames } from '../../operator/names.server.ts'
import { CancelOrder } from '../../operator/order/actions.tsx'
import { Customer, Life } from '../../operator/order/facts.tsx'
import { Part } from '../../operator/order/part.tsx'
import { PaymentSection } from '../../operator/order/payment.tsx'
import { readMoney } from '../../operator/read-money.ts'
import { State } from '../../operator/states.tsx'
import { Moment } from '../../parts/moment.tsx'
import { SheetSection, SideSheet } from '../../parts/side-sheet.tsx'
import { useSay } from '../../texts.ts'
import { fieldOf, newKey, operatorOf, problemOf, required, type Staff } from '../../visit.ts'

const entriesMax = 20

export async function loader(args: LoaderFunctionArgs) {
  const staff = await operatorOf(args)
  const { api } = staff.visit
  const orderId = args.params['orderId'] ?? ''
  const [found, paid, audit] = await Promise.all([
    api.call(getOrder, { orderId }),
    api.call(getOrderPayment, { orderId }),
    staff.may('audit.read_entries')
      ? api.call(listAuditEntries, { subject: orderId, limit: entriesMax })
      : null,
  ])
  const order = required(found)
  return {
    order,
    payment: paid.ok ? paid.value : null,
    entries: audit?.ok ? audit.value.items.filter(({ outcome }) => outcome === 'done') : [],
    names: await vendorNames(
      staff.visit,
      order.vendors.map(({ vendorId }) => vendorId),
    ),
    key: newKey(),
    may: {
      cancel: staff.may('order.cancel_orders'),
      cancelPart: staff.may('order.cancel_vendor_orders'),
      refund: staff.may('payment.refund_order'),
    },
  }
}

export type OrderData = Awaited<ReturnType<typeof loader>>

export async function action(args: ActionFunctionArgs) {
  const staff = await operatorOf(args)
  const form = await args.request.formData()
  const wish = { orderId: args.params['orderId'] ?? '', key: fieldOf(form, 'key'), form }
  const intent = fieldOf(form, 'intent')
  if (intent === 'cancel') return cancel(staff, wish)
  if (intent === 'cancelPart') return cancelPart(staff, wish)
  if (intent === 'refund') return refund(staff, wish)
  throw new Response(null, { status: 400 })
}

type Wish = { orderId: string; key: string; form: FormData }
const cancelReasons = ['changed_mind', 'ordered_by_mistake', 'took_too_long', 'fraud', 'other'] as const
const partReasons = ['out_of_stock', 'damaged', 'cannot_ship_there', 'other'] as const

async function cancel({ visit }: Staff, { orderId, key, form }: Wish) {
  const reason = cancelReasons.find((one) => one === fieldOf(form, 'reason')) ?? 'other'
  const answer = await visit.api.call(cancelOrder, { orderId, reason }, { key })
  return answer.ok ? {} : problemOf(answer)
}

async function cancelPart({ visit }: Staff, { orderId, key, form }: Wish) {
  const reason = partReasons.find((one) => one === fieldOf(form, 'reason')) ?? 'other'
  const part = { orderId, vendorId: fieldOf(form, 'vendorId'), reason }
  const answer = await visit.api.call(cancelVendorOrder, part, { key })
  return answer.ok ? {} : problemOf(answer)
}

async function refund({ visit }: Staff, { orderId, key, form }: Wish) {
  const amount = readMoney(fieldOf(form, 'amount'), fieldOf(form, 'currency'))
  if (amount === null) return problemOf({ ok: false, code: 'AMOUNT_WRONG' })
  const vendorId = fieldOf(form, 'vendorId')
  const reason = fieldOf(form, 'reason')
  const wish = {
    orderId,
    amount,
    ...(vendorId === '' ? {} : { vendorId }),
    ...(reason === '' ? {} : { reason }),
  }
  const answer = await visit.api.call(refundPayment, wish, { key })
  return answer.ok ? {} : problemOf(answer)
}

export default function OrderSheet() {
  const say = useSay()
  const data = useLoaderData<typeof loader>()
  const { order } = data
  // An order is cancelled as a whole while nothing of it was shipped.
  const isWhole = order.vendors.every(({ status }) => status === 'open' || status === 'cancelled')
  const isOpen = ['pending', 'paid', 'payment_failed'].includes(order.status)
  const isCancellable = data.may.cancel && isOpen && isWhole
  return (
    <SideSheet
      title={say('operator.order.title', { number: order.number })}
      backTo="/orders"
      note={
        <p className="flex flex-wrap gap-x-4 gap-y-1">
          <State of="order" is={order.status} />
          <Moment at={order.createdAt} />
        </p>
      }
      actions={isCancellable ? <CancelOrder data={data} /> : undefined}
    >
      {order.vendors.map((part) => (
        <Part key={part.vendorId} part={part} data={data} />
      ))}
      <PaymentSection data={data} />
      <SheetSection title={say('operator.order.customer')}>
        <Customer order={order} />
      </SheetSection>
      <SheetSection title={say('operator.order.life')}>
        <Life data={data} />
      </SheetSection>
    </SideSheet>
  )
}
