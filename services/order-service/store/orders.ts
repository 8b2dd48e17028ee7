import type { Row, Sql, Tx } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { FrozenPart } from '../model/freeze.ts'
import type { Order, PartStatus, WantedLine } from '../model/order.ts'
import type { QuoteDocument, Totals } from '../model/quote.ts'
import type { FrozenLine } from '../model/units.ts'

type Shipment = {
  shipmentId: string
  carrier: string
  trackingCode: string | null
  lines: WantedLine[]
  timestamp: string
  deliveredAt: string | null
}

/** One vendor's part with its money and what was sent. */
export type PartRow = FrozenPart & { status: PartStatus; shipments: Shipment[] }

export type OrderRow = {
  orderId: string
  number: string
  language: 'en' | 'de' | 'ar'
  state: Order
  totals: Totals
  document: QuoteDocument
  payBy: Date | null
  createdAt: Date
  parts: PartRow[]
  email: string | null
  shippingAddress: Row | null
  billingAddress: Row | null
}

const wireTime = (column: string) => `to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`

const shipmentsOf = (part: string) => `(
  select coalesce(jsonb_agg(jsonb_build_object('shipmentId', s.id, 'carrier', s.carrier, 'trackingCode', s.tracking_code,
    'lines', s.lines, 'timestamp', ${wireTime('s.at')}, 'deliveredAt', ${wireTime('s.delivered_at')})
    order by s.at), '[]')
  from order_shipment s
  where s.tenant_id = ${part}.tenant_id and s.order_id = ${part}.order_id and s.vendor_id = ${part}.vendor_id)`

const orderColumns = `h.id as "orderId", h.number, h.language, h.state, h.totals, h.document, h.pay_by as "payBy",
  h.created_at as "createdAt", k.email, k.shipping_address as "shippingAddress",
  k.billing_address as "billingAddress",
  (select jsonb_agg(jsonb_build_object('vendorId', v.vendor_id, 'status', v.status, 'total', v.total,
     'shipping', v.shipping, 'taxes', v.taxes, 'discountsByPlatform', v.discounts_by_platform,
     'commission', v.commission, 'commissionTax', v.commission_tax, 'shipments', ${shipmentsOf('v')})
     order by v.vendor_id)
   from order_vendor_order v where v.tenant_id = h.tenant_id and v.order_id = h.id) as parts`
const contactJoin = `left join order_contact k on k.tenant_id = h.tenant_id and k.id = h.id and k.purpose = 'order'`

const findOrderSql = statement(
  'order_find_order',
  `select ${orderColumns} from order_head h ${contactJoin} where h.tenant_id = tenant() and h.id = $1`,
)
/** All that an attempt to pay needs, in one read. */
const findPayableSql = statement(
  'order_find_payable',
  `select h.number, h.state, h.totals, h.document,
     floor(greatest(0, extract(epoch from h.pay_by - database_clock())))::int as "secondsLeft",
     k.shipping_address ->> 'country' as "shippingCountry", k.billing_address ->> 'country' as "billingCountry",
     (select count(*)::int from (select from order_head o where o.tenant_id = h.tenant_id and o.owner_id = h.owner_id
        and o.id > $2 and o.id <> h.id and o.status in ('pending', 'payment_failed') limit 20) o) as "unpaidOrders",
     (select jsonb_agg(jsonb_build_object('vendorId', v.vendor_id, 'status', v.status, 'total', v.total,
        'shipping', v.shipping, 'taxes', v.taxes, 'discountsByPlatform', v.discounts_by_platform,
        'commission', v.commission, 'commissionTax', v.commission_tax) order by v.vendor_id)
      from order_vendor_order v where v.tenant_id = h.tenant_id and v.order_id = h.id) as parts
   from order_head h ${contactJoin} where h.tenant_id = tenant() and h.id = $1`,
)
const findTrackedSql = statement(
  'order_find_tracked',
  `select ${orderColumns} from order_number n
   join order_head h on h.tenant_id = n.tenant_id and h.id = n.order_id
   join order_contact k on k.tenant_id = h.tenant_id and k.id = h.id and k.purpose = 'order'
   where n.tenant_id = tenant() and n.number = $1 and lower(k.email) = lower($2)`,
)
const insertShipmentSql = statement(
  'order_insert_shipment',
  `insert into order_shipment (tenant_id, id, order_id, vendor_id, lines, carrier, tracking_code)
   values (tenant(), $1, $2, $3, $4, $5, $6)`,
)
const markDeliveredSql = statement(
  'order_mark_shipments_delivered',
  `update order_shipment set delivered_at = clock_timestamp()
   where tenant_id = tenant() and order_id = $1 and vendor_id = $2 and ($3::uuid is null or id = $3)
     and delivered_at is null`,
)
const findFrozenLinesSql = statement(
  'order_find_frozen_lines',
  `select line ->> 'sku' as sku, (line ->> 'quantity')::int as quantity, (line ->> 'total')::float8 as total
   from order_head h, jsonb_array_elements(h.document -> 'quote' -> 'lines') line
   where h.tenant_id = tenant() and h.id = $1`,
)
const eraseContactsSql = statement(
  'order_erase_contacts',
  `with gone as (
     delete from order_contact where (tenant_id, id) in (
       select tenant_id, id from order_contact
       where tenant_id = tenant() and delete_on < (database_clock() at time zone 'UTC')::date limit $1)
     returning 1
   )
   select count(*)::int as erased from gone`,
)
const forgetReplySql = statement(
  'order_forget_reply',
  `delete from rialto_idempotency where tenant_id = tenant() and id = $1 and status = 201`,
)

export async function findOrder(sql: Sql, orderId: string): Promise<OrderRow | undefined> {
  const [row] = await sql.query<OrderRow>(findOrderSql, [orderId])
  return row
}

/** An order as a payment needs it. */
export type Payable = Pick<OrderRow, 'number' | 'state' | 'totals' | 'document'> & {
  /** What is left of the time to pay; null when there is none. */
  secondsLeft: number | null
  parts: (FrozenPart & { status: PartStatus })[]
  shippingCountry: string | null
  billingCountry: string | null
  unpaidOrders: number
}

/** `since`: an id made at the moment from which unpaid orders of the same owner are counted. */
export async function findPayable(sql: Sql, orderId: string, since: string): Promise<Payable | undefined> {
  const [row] = await sql.query<Payable>(findPayableSql, [orderId, since])
  return row
}

/** An order for whoever knows both its number and its mail address. */
export async function findTracked(sql: Sql, number: string, email: string): Promise<OrderRow | undefined> {
  const [row] = await sql.query<OrderRow>(findTrackedSql, [number, email.trim()])
  return row
}

export type NewShipment = {
  id: string
  orderId: string
  vendorId: string
  lines: readonly WantedLine[]
  carrier: string
  trackingCode: string | null
}

export async function insertShipment(tx: Tx, shipment: NewShipment): Promise<void> {
  const { id, orderId, vendorId, lines, carrier, trackingCode } = shipment
  await tx.query(insertShipmentSql, [id, orderId, vendorId, JSON.stringify(lines), carrier, trackingCode])
}

/** One shipment of a part arrived, or all of them. */
export async function markDelivered(
  tx: Tx,
  arrival: { orderId: string; vendorId: string; shipmentId: string | null },
): Promise<void> {
  await tx.query(markDeliveredSql, [arrival.orderId, arrival.vendorId, arrival.shipmentId])
}

/** What was paid for each line of an order. It never changes, so it may be read before the order is locked. */
export function findFrozenLines(sql: Sql, orderId: string): Promise<FrozenLine[]> {
  return sql.query<FrozenLine>(findFrozenLinesSql, [orderId])
}

/** Erases the contacts whose time is over; answers how many. */
export async function eraseContacts(sql: Sql, contactsMax: number): Promise<number> {
  const [row] = await sql.query<{ erased: number }>(eraseContactsSql, [contactsMax])
  return row?.erased ?? 0
}

/** Takes back a stored "created": the order lost its hold before anybody was told of it. */
export async function forgetReply(tx: Tx, keyId: string): Promise<void> {
  await tx.query(forgetReplySql, [keyId])
}
