-- The smallest id of a month, as UUIDv7 orders them: where the month's partition begins.
create function order_month_bound(month date) returns uuid
  language sql immutable strict parallel safe
  return (
    substr(lpad(to_hex((extract(epoch from month::timestamp) * 1000)::bigint), 12, '0'), 1, 8) || '-' ||
    substr(lpad(to_hex((extract(epoch from month::timestamp) * 1000)::bigint), 12, '0'), 9, 4) ||
    '-0000-0000-000000000000')::uuid;

-- Makes the partitions of heads and events from last month to some months ahead; those that exist are left alone.
-- It belongs to the owner of the tables: only the owner may make partitions. Attaching does not stop the writers.
-- A partition has no policy of its own, so nobody reads it but through its parent.
create function order_make_partitions(months_ahead integer) returns integer
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  parent text;
  month date;
  part text;
  made integer := 0;
begin
  perform pg_advisory_xact_lock(hashtext('order_make_partitions'));
  foreach parent in array array['order_event', 'order_head'] loop
    for month in
      select (date_trunc('month', clock_timestamp() at time zone 'UTC') + make_interval(months => step))::date
      from generate_series(-1, months_ahead) step
    loop
      part := parent || '_' || to_char(month, 'YYYY_MM');
      continue when to_regclass('rialto.' || part) is not null;
      execute format('create table rialto.%I (like rialto.%I including defaults including constraints including generated)',
        part, parent);
      execute format('alter table rialto.%I enable row level security, force row level security', part);
      execute format('alter table rialto.%I attach partition rialto.%I for values from (%L) to (%L)', parent, part,
        rialto.order_month_bound(month), rialto.order_month_bound((month + interval '1 month')::date));
      made := made + 1;
    end loop;
  end loop;
  return made;
end
$$;

select order_make_partitions(3);

-- The order stream is its own outbox: what others may know of its events, under their public names (spine 9).
create view order_outbox with (security_invoker = true) as
select e.tenant_id, e.pos, e.xid, e.id,
  case e.type
    when 'OrderCreated' then 'order.created'
    when 'PartShipped' then 'order.shipped'
    when 'PartDelivered' then 'order.delivered'
    when 'PartCancelled' then 'order.part_cancelled'
    when 'RefundAsked' then 'order.cancelled'
    else 'order.' || (e.data ->> 'newStatus')
  end as type,
  'order:' || e.stream as subject,
  case e.type
    when 'OrderCreated' then jsonb_build_object('orderId', e.data -> 'orderId', 'userId', e.data -> 'userId',
      'items', e.data -> 'items', 'total', e.data -> 'total', 'currency', e.data -> 'currency')
    when 'PartShipped' then e.data - array['status', 'shipmentId']
    when 'PartDelivered' then e.data - array['status', 'holdId', 'generation']
    when 'PartCancelled' then e.data - array['status', 'reason']
    when 'RefundAsked' then e.data || '{"wasPaid": true}'
    else e.data -> 'metadata'
  end as data,
  e.at, e.traceparent
from order_event e
where e.type in ('OrderCreated', 'PartShipped', 'PartDelivered', 'PartCancelled', 'RefundAsked')
  or (e.type = 'OrderStatusChanged' and e.data ->> 'newStatus' in ('paid', 'payment_failed', 'cancelled'));
