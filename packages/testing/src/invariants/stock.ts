import { check, sqlCheck } from './reading.ts'

const stock = (name: string, sql: string) => sqlCheck('inventory-service', name, sql)

type HoldRow = { hold: string; state: string; order_id: string | null; left: number }
type OrderRow = { hold: string; order_id: string; status: string }

/** States that the hold of an order may have when all is quiet. A dead hold of a `pending` order is taken anew. */
const holdStates: Readonly<Record<string, readonly string[]>> = {
  pending: ['attached', 'capturing', 'held', 'expired'],
  payment_failed: ['attached', 'released'],
  paid: ['committed'],
  shipped: ['committed'],
  delivered: ['committed'],
  returned: ['committed'],
  cancelled: ['released', 'expired', 'committed'],
}

export const stockChecks = [
  stock(
    'every bucket of stock is the sum of its movements',
    `select format('%s: %s is %s, its movements sum to %s', s.sku, b.bucket, b.units, coalesce(m.units, 0)) as problem
     from inventory_stock s
     cross join lateral (values ('on_hand', s.on_hand), ('reserved', s.reserved), ('allocated', s.allocated),
       ('overdraft', s.overdraft), ('set_aside', s.set_aside)) b (bucket, units)
     left join (select tenant_id, sku, warehouse_id, bucket, sum(delta) as units from inventory_movement
                group by tenant_id, sku, warehouse_id, bucket) m
       on m.tenant_id = s.tenant_id and m.sku = s.sku and m.warehouse_id = s.warehouse_id and m.bucket = b.bucket
     where b.units <> coalesce(m.units, 0)`,
  ),
  stock(
    'units of living holds are reserved, units that are paid and not shipped are allocated',
    `with promised as (
       select l.tenant_id, l.sku, l.warehouse_id,
         sum(case when h.state in ('held', 'attached', 'capturing') then l.quantity else 0 end) as reserved,
         sum(case when h.state = 'committed' then l.quantity - l.shipped - l.cancelled else 0 end) as allocated
       from inventory_hold h join inventory_hold_line l
         on l.tenant_id = h.tenant_id and l.hold_id = h.id and l.generation = h.generation
       group by l.tenant_id, l.sku, l.warehouse_id
     )
     select format('%s: reserved %s and allocated %s, but its holds say %s and %s', s.sku, s.reserved, s.allocated,
       coalesce(p.reserved, 0), coalesce(p.allocated, 0)) as problem
     from inventory_stock s left join promised p
       on p.tenant_id = s.tenant_id and p.sku = s.sku and p.warehouse_id = s.warehouse_id
     where s.reserved <> coalesce(p.reserved, 0) or s.allocated <> coalesce(p.allocated, 0)`,
  ),
  stock(
    'no more is promised than there is',
    `select format('%s: on hand %s, overdraft %s, reserved %s, allocated %s, set aside %s', sku, on_hand, overdraft,
       reserved, allocated, set_aside) as problem
     from inventory_stock
     where reserved + allocated + set_aside > on_hand + overdraft
       or least(on_hand, overdraft, reserved, allocated, set_aside) < 0`,
  ),
  stock(
    'what is set aside is the unsold rest of drops that are not closed',
    `select format('%s: %s set aside, its slices say %s', s.sku, s.set_aside, coalesce(c.unsold, 0)) as problem
     from inventory_stock s left join (
       select tenant_id, sku, warehouse_id, sum(unsold) as unsold from inventory_slice
       group by tenant_id, sku, warehouse_id) c
       on c.tenant_id = s.tenant_id and c.sku = s.sku and c.warehouse_id = s.warehouse_id
     where s.set_aside <> coalesce(c.unsold, 0)
     union all
     select format('the closed drop %s still has %s of %s', c.drop_id, c.unsold, c.sku)
     from inventory_slice c join inventory_drop d on d.tenant_id = c.tenant_id and d.id = c.drop_id
     where d.closed_at is not null and c.unsold > 0`,
  ),
  stock(
    'a drop sold no more than its slice, and to nobody more than their share',
    `with sold as (
       select l.tenant_id, l.drop_id, l.sku, sum(l.quantity - l.cancelled) as units
       from inventory_hold h join inventory_hold_line l
         on l.tenant_id = h.tenant_id and l.hold_id = h.id and l.generation = h.generation
       where l.drop_id is not null and h.state in ('held', 'attached', 'capturing', 'committed')
       group by l.tenant_id, l.drop_id, l.sku
     ), sliced as (
       select tenant_id, drop_id, sku, sum(quantity) as units from inventory_slice group by tenant_id, drop_id, sku
     )
     select format('the drop %s sold %s of %s %s', sold.drop_id, sold.units, sliced.units, sold.sku) as problem
     from sold left join sliced using (tenant_id, drop_id, sku) where sold.units > coalesce(sliced.units, 0)
     union all
     select format('%s has %s of at most %s of the drop %s', u.subject, u.used, d.person_max, d.id)
     from inventory_limit_usage u join inventory_drop d on d.tenant_id = u.tenant_id and u.scope = 'drop:' || d.id
     where u.used > d.person_max`,
  ),
  stock(
    'the use of a limit is the sum of its living holds, and within the limit',
    `with living as (
       select l.tenant_id, l.scope, l.subject, sum(l.quantity) as used
       from inventory_hold h join inventory_hold_limit l
         on l.tenant_id = h.tenant_id and l.hold_id = h.id and l.generation = h.generation
       where h.state in ('held', 'attached', 'capturing', 'committed')
       group by l.tenant_id, l.scope, l.subject
     )
     select format('%s: %s of %s are used, its holds say %s', coalesce(u.scope, v.scope), u.used, u.max,
       coalesce(v.used, 0)) as problem
     from inventory_limit_usage u full join living v
       on v.tenant_id = u.tenant_id and v.scope = u.scope and v.subject = u.subject
     where coalesce(u.used, 0) <> coalesce(v.used, 0) or u.used > u.max or u.used < 0`,
  ),
  check('an order and its hold name each other', async (reading) => {
    const holds = await reading.of<HoldRow>(
      'inventory-service',
      `select h.tenant_id || ' ' || h.id || ' ' || h.generation as hold, h.state, h.order_id,
         coalesce(sum(l.quantity - l.cancelled), 0)::integer as left
       from inventory_hold h left join inventory_hold_line l
         on l.tenant_id = h.tenant_id and l.hold_id = h.id and l.generation = h.generation
       group by h.tenant_id, h.id, h.generation`,
    )
    const orders = await reading.of<OrderRow>(
      'order-service',
      `select tenant_id || ' ' || (state ->> 'holdId') || ' ' || (state ->> 'generation') as hold, id as order_id, status
       from order_head`,
    )
    return [...ordersWithoutHold(orders, holds), ...holdsWithoutOrder(orders, holds)]
  }),
]

function ordersWithoutHold(orders: readonly OrderRow[], holds: readonly HoldRow[]): string[] {
  const byId = new Map(holds.map((hold) => [hold.hold, hold]))
  return orders.flatMap(({ hold: id, order_id, status }) => {
    const hold = byId.get(id)
    if (!hold) return [`the ${status} order ${order_id} has no hold`]
    if (!holdStates[status]?.includes(hold.state))
      return [`the ${status} order ${order_id} lives from a hold that is ${hold.state}`]
    // One that ended before it was tied to its order names none; while it lives, that is asked below.
    if (hold.order_id !== null && hold.order_id !== order_id)
      return [`the hold of the order ${order_id} belongs to ${hold.order_id}`]
    if (status === 'cancelled' && hold.state === 'committed' && hold.left > 0)
      return [`the cancelled order ${order_id} still has ${hold.left} units`]
    return []
  })
}

/** A hold that was given to an order keeps its units only while that order lives from it. */
function holdsWithoutOrder(orders: readonly OrderRow[], holds: readonly HoldRow[]): string[] {
  const named = new Map(orders.map((order) => [order.hold, order.order_id]))
  return holds
    .filter(({ state }) => state === 'attached' || state === 'capturing' || state === 'committed')
    .filter(({ hold, order_id }) => order_id === null || named.get(hold) !== order_id)
    .map(
      ({ hold, state, order_id }) =>
        `the hold ${hold} is ${state} for the order ${order_id}, which does not name it`,
    )
}
