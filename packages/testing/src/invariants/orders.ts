import { sqlCheck } from './reading.ts'

const order = (name: string, sql: string) => sqlCheck('order-service', name, sql)

/** What the last event of a stream that moved a status says. */
const lastStatus = `select distinct on (tenant_id, stream) tenant_id, stream, data ->> 'newStatus' as status
  from order_event where type = 'OrderStatusChanged' order by tenant_id, stream, version desc`

export const orderChecks = [
  order(
    'the versions of an order stream are 1 to n',
    `select format('%s: %s events, versions %s to %s', stream, count(*), min(version), max(version)) as problem
     from order_event group by tenant_id, stream
     having min(version) <> 1 or max(version) <> count(*) or count(*) <> count(distinct version)`,
  ),
  order(
    'the head of an order is what its events add up to',
    `with streams as (
       select tenant_id, stream, max(version) as version,
         max((data ->> 'total')::bigint) filter (where type = 'OrderCreated') as total,
         bool_or(type = 'OrderCreationFailed') as has_failed
       from order_event group by tenant_id, stream
     )
     select format('%s: the head says %s at version %s over %s, its stream %s at version %s over %s',
       coalesce(h.id, s.stream), h.status, h.version, h.totals ->> 'total', coalesce(l.status, 'pending'), s.version,
       s.total) as problem
     from order_head h full join (select * from streams where not has_failed) s
       on s.tenant_id = h.tenant_id and s.stream = h.id
     left join (${lastStatus}) l on l.tenant_id = s.tenant_id and l.stream = s.stream
     where h.id is null or s.stream is null or h.version <> s.version or h.status <> coalesce(l.status, 'pending')
       or (h.totals ->> 'total')::bigint <> s.total`,
  ),
  order(
    "a vendor's part is what the events of its order say",
    `with moved as (
       select distinct on (tenant_id, stream, data ->> 'vendorId') tenant_id, stream, data ->> 'vendorId' as vendor_id,
         data ->> 'status' as status
       from order_event where type in ('PartShipped', 'PartDelivered', 'PartCancelled')
       order by tenant_id, stream, data ->> 'vendorId', version desc
     ), told as (
       select v.*, case when h.status = 'cancelled' then 'cancelled' else coalesce(m.status, 'open') end as wanted
       from order_vendor_order v
       left join order_head h on h.tenant_id = v.tenant_id and h.id = v.order_id
       left join moved m on m.tenant_id = v.tenant_id and m.stream = v.order_id and m.vendor_id = v.vendor_id::text
     )
     select format('the part of %s in %s is %s, its events say %s', vendor_id, order_id, status, wanted) as problem
     from told where status <> wanted`,
  ),
  order(
    "the vendors' parts of an order sum to its total",
    `select format('%s: total %s, its parts %s', h.id, h.totals ->> 'total', sum(v.total)) as problem
     from order_head h left join order_vendor_order v on v.tenant_id = h.tenant_id and v.order_id = h.id
     group by h.tenant_id, h.id, h.totals
     having coalesce(sum(v.total), 0) <> (h.totals ->> 'total')::bigint`,
  ),
  order(
    'a cart becomes one order, and both say so',
    `select format('the cart %s says %s, its order %s', coalesce(c.id, h.cart_id), coalesce(c.order_id::text, 'none'),
       coalesce(h.id::text, 'none')) as problem
     from (select * from order_cart where state = 'ordered') c
     full join order_head h on h.tenant_id = c.tenant_id and h.cart_id = c.id
     where c.order_id is distinct from h.id`,
  ),
  order(
    'an order has one number and one contact',
    `select format('%s: %s numbers, %s contacts', h.id, n.count, k.count) as problem
     from order_head h
     cross join lateral (select count(*) from order_number n
       where n.tenant_id = h.tenant_id and n.order_id = h.id and n.number = h.number) n
     cross join lateral (select count(*) from order_contact k
       where k.tenant_id = h.tenant_id and k.id = h.id and k.purpose = 'order') k
     where n.count <> 1 or k.count <> 1`,
  ),
]
