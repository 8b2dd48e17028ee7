import { statement } from '@rialto/postgres'

/** The sweeper comes every few seconds; a hold that is over for this long was forgotten. */
const overdueSeconds = 120

export const vitalsSql = statement(
  'inventory_vitals',
  `select name, count::integer, "oldestSeconds", name = 'holds_overdue' and count > 0 as "isTrouble"
   from (
     select 'units_held' as name, coalesce(sum(reserved), 0) as count, null::float8 as "oldestSeconds"
     from inventory_stock where tenant_id = tenant() and reserved > 0
     union all
     select 'holds_overdue', count(*), extract(epoch from database_clock() - min(expires_at))::float8
     from inventory_hold
     where tenant_id = tenant() and state = 'held' and expires_at < database_clock() - make_interval(secs => ${overdueSeconds})
     union all
     select 'shortages', count(*), extract(epoch from clock_timestamp() - min(opened_at))::float8
     from inventory_shortage where tenant_id = tenant() and closed_at is null
   ) counted`,
  'by values',
)

// A hold and the units that it reserves are written in one commit, so one snapshot must show them equal.
export const reservedSql = statement(
  'checks_inventory_reserved',
  `with living as (
     select l.sku, l.warehouse_id, sum(l.quantity) as units
     from inventory_hold h join inventory_hold_line l
       on l.tenant_id = h.tenant_id and l.hold_id = h.id and l.generation = h.generation
     where h.tenant_id = tenant() and h.state in ('held', 'attached', 'capturing')
     group by l.sku, l.warehouse_id
   ), reserved as (
     select sku, warehouse_id, reserved from inventory_stock where tenant_id = tenant() and reserved > 0
   )
   select format('%s: %s are reserved, its holds say %s', coalesce(r.sku, l.sku), coalesce(r.reserved, 0),
     coalesce(l.units, 0)) as problem
   from reserved r full join living l on l.sku = r.sku and l.warehouse_id = r.warehouse_id
   where coalesce(r.reserved, 0) <> coalesce(l.units, 0) limit 100`,
)
export const promisedSql = statement(
  'checks_inventory_promised',
  `select format('%s: on hand %s, overdraft %s, reserved %s, allocated %s, set aside %s', sku, on_hand, overdraft, reserved,
     allocated, set_aside) as problem
   from inventory_stock
   where tenant_id = tenant() and (reserved + allocated + set_aside > on_hand + overdraft
     or least(on_hand, overdraft, reserved, allocated, set_aside) < 0)
   limit 100`,
)
