import {
  cancelVendorOrder,
  deliverVendorOrder,
  getVendorOrder,
  shipVendorOrder,
} from '@rialto/order-service/contract'
import { Icon, SelectField } from '@rialto/ui'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { Amount, Moment } from '../../parts/moment.tsx'
import { Facts, SheetSection, SideSheet } from '../../parts/side-sheet.tsx'
import { titled, useSay } from '../../texts.ts'
import { OrderLines, openUnitsOf } from '../../vendor/order-lines.tsx'
import { PartStateLabel } from '../../vendor/order-state.tsx'
import { PostalAddress } from '../../vendor/postal-address.tsx'
import { ShipForm } from '../../vendor/ship-form.tsx'
import { Shipments } from '../../vendor/shipments.tsx'
import { fieldOf, newKey, problemOf, required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.orders.title')

const cancelReasons = ['out_of_stock', 'damaged', 'cannot_ship_there', 'other'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { visit, may } = await vendorStaffOf(args)
  const orderId = args.params['orderId'] ?? ''
  const part = required(await visit.api.call(getVendorOrder, { orderId }))
  const rights = { mayShip: may('order.fulfil_orders'), mayCancel: may('order.cancel_vendor_orders') }
  return { part, key: newKey(), ...rights }
}

export async function action(args: ActionFunctionArgs) {
  const { visit, vendorId } = await vendorStaffOf(args)
  const form = await args.request.formData()
  const part = { orderId: args.params['orderId'] ?? '', vendorId }
  const answer = await run(visit.api, part, form)
  return answer.ok ? { done: true } : problemOf(answer)
}

type Api = Awaited<ReturnType<typeof vendorStaffOf>>['visit']['api']

async function run(api: Api, part: { orderId: string; vendorId: string }, form: FormData) {
  switch (fieldOf(form, 'intent')) {
    case 'ship': {
      const lines = unitsIn(form)
      const trackingCode = fieldOf(form, 'trackingCode')
      if (lines.length === 0) return { ok: false as const, code: 'NOTHING_CHOSEN' }
      const wish = { ...part, lines, carrier: fieldOf(form, 'carrier') }
      const options = { key: fieldOf(form, 'key') || newKey() }
      return api.call(shipVendorOrder, trackingCode === '' ? wish : { ...wish, trackingCode }, options)
    }
    case 'deliver':
      return api.call(deliverVendorOrder, { ...part, shipmentId: fieldOf(form, 'shipmentId') })
    case 'cancel': {
      const reason = cancelReasons.find((one) => one === fieldOf(form, 'reason')) ?? 'other'
      return api.call(cancelVendorOrder, { ...part, reason })
    }
    default:
      return { ok: false as const, code: 'VALIDATION_FAILED' }
  }
}

/** The fields `units <sku>` with what was typed; zero means not in this parcel. */
function unitsIn(form: FormData): { sku: string; quantity: number }[] {
  return [...form.entries()].flatMap(([name, value]) => {
    const quantity = Number(value)
    if (!name.startsWith('units ') || !Number.isInteger(quantity) || quantity < 1) return []
    return [{ sku: name.slice('units '.length), quantity }]
  })
}

export default function OrderSheet() {
  const { part, key, mayShip } = useLoaderData<typeof loader>()
  const say = useSay()
  const isPaid = part.orderStatus !== 'pending' && part.orderStatus !== 'payment_failed'
  const isOpen = isPaid && (part.status === 'open' || part.status === 'partly_shipped')
  return (
    <SideSheet
      title={say('vendor.order.title', { number: part.number })}
      backTo="/vendor/orders"
      note={<PartStateLabel status={part.status} orderStatus={part.orderStatus} />}
      actions={<SheetActions isOpen={isOpen} />}
    >
      <SheetSection title={say('vendor.order.lines')}>
        <OrderLines lines={part.items} />
      </SheetSection>
      {isOpen && mayShip ? (
        <SheetSection title={say('vendor.ship.title')}>
          <ShipForm key={part.shipments.length} lines={part.items} sendKey={key} />
        </SheetSection>
      ) : null}
      {isPaid ? null : <p className="text-ink-2">{say('vendor.order.waitForPayment')}</p>}
      {part.shipments.length > 0 ? (
        <SheetSection title={say('vendor.order.shipments')}>
          <Shipments
            shipments={part.shipments}
            lines={part.items}
            number={part.number}
            mayDeliver={mayShip && part.status !== 'cancelled'}
          />
        </SheetSection>
      ) : null}
      {part.shippingAddress ? (
        <SheetSection title={say('vendor.order.address')}>
          <PostalAddress address={part.shippingAddress} />
        </SheetSection>
      ) : null}
      <SheetSection title={say('vendor.order.money')}>
        <Money />
      </SheetSection>
    </SideSheet>
  )
}

function Money() {
  const { part } = useLoaderData<typeof loader>()
  const say = useSay()
  const { currency } = part
  return (
    <Facts
      items={[
        [say('vendor.orders.placed'), <Moment key="at" at={part.createdAt} />],
        [say('vendor.orders.total'), <Amount key="total" amount={part.total} currency={currency} />],
        [say('vendor.order.shippingPart'), <Amount key="ship" amount={part.shipping} currency={currency} />],
        [
          say('vendor.orders.commission'),
          <Amount key="fee" amount={part.commission + part.commissionTax} currency={currency} />,
        ],
      ]}
    />
  )
}

function SheetActions({ isOpen }: { isOpen: boolean }) {
  const { part, mayCancel } = useLoaderData<typeof loader>()
  const say = useSay()
  const wasSent = part.status === 'partly_shipped'
  const units = part.items.reduce((sum, line) => sum + openUnitsOf(line), 0)
  const kind = wasSent ? 'rest' : 'whole'
  return (
    <>
      <a href={`/dashboard/vendor/orders/${part.orderId}/slip`} className={buttonClass('quiet')}>
        <Icon name="box" className="size-4" />
        {say('vendor.slip.open')}
      </a>
      {isOpen && mayCancel ? (
        <Confirm
          area="vendor"
          look="danger"
          label={say(`vendor.cancel.${kind}.label`)}
          title={say(`vendor.cancel.${kind}.title`, { number: part.number, count: units })}
          text={say(`vendor.cancel.${kind}.text`, { count: units })}
          verb={say(`vendor.cancel.${kind}.label`)}
          values={{ intent: 'cancel' }}
        >
          <SelectField
            name="reason"
            label={say('vendor.cancel.reason')}
            options={cancelReasons.map((one) => ({ value: one, label: say(`vendor.cancel.reason.${one}`) }))}
          />
        </Confirm>
      ) : null}
    </>
  )
}
