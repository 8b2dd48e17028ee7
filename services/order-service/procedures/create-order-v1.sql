-- Creates the orders of a batch (spine 4), each whole or not at all: key with its reply, cart, head, events, vendors'
-- parts, contact, timer. Whoever comes second with a key is answered with the stored reply; whoever comes second with
-- a cart learns which order it became.
--
-- Item: {tenantId, keyId, fingerprint, status, reply, cartId, cartVersion, ownerId, orderId, number, deadline,
--   paySeconds, contactDays, traceparent, language, state, totals, document, events: [{type, data}], parts: [...]}
-- Outcome: {code: created | replay | CART_ORDERED | CART_CHANGED | HOLD_EXPIRED | NUMBER_TAKEN | CLOCKS_APART, ...}
-- Locks, in the one order of the product: keys by id, carts by id; everything else is new.
create or replace function order_create_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  fresh integer[];
  accepted integer[];
  clock timestamptz := database_clock();
begin
  with wanted as (
    select distinct on (1, 2) (x.item ->> 'tenantId')::uuid as tenant_id, (x.item ->> 'keyId')::uuid as id,
      x.n::integer as n, x.item ->> 'fingerprint' as fingerprint, (x.item ->> 'status')::smallint as status,
      x.item ->> 'reply' as reply
    from jsonb_array_elements(items) with ordinality x (item, n)
    order by 1, 2, x.n
  ), claimed as (
    insert into rialto_idempotency (tenant_id, id, fingerprint, status, reply)
    select w.tenant_id, w.id, w.fingerprint, w.status, w.reply
    from wanted w order by w.tenant_id, w.id
    on conflict do nothing
    returning tenant_id, id
  )
  select coalesce(array_agg(wanted.n), '{}') into fresh from wanted join claimed using (tenant_id, id);

  perform from order_cart c
  where (c.tenant_id, c.id) in (
    select (x.item ->> 'tenantId')::uuid, (x.item ->> 'cartId')::uuid
    from jsonb_array_elements(items) with ordinality x (item, n) where x.n = any (fresh))
  order by c.tenant_id, c.id
  for no key update;

  -- A later statement than the lock: only now the carts are as they will stay.
  select coalesce(array_agg(d.n), '{}') into accepted
  from (
    select x.n::integer as n, row_number() over (partition by c.tenant_id, c.id order by x.n) as turn
    from jsonb_array_elements(items) with ordinality x (item, n)
    join order_cart c on c.tenant_id = (x.item ->> 'tenantId')::uuid and c.id = (x.item ->> 'cartId')::uuid
    where x.n = any (fresh) and c.state = 'open' and c.version = (x.item ->> 'cartVersion')::integer
      and c.owner_id = x.item ->> 'ownerId' and (x.item ->> 'deadline')::timestamptz > clock
      and abs(extract(epoch from uuid_extract_timestamp((x.item ->> 'orderId')::uuid) - clock_timestamp())) < 300
      and not exists (select from order_number o
        where o.tenant_id = c.tenant_id and o.number = x.item ->> 'number')
  ) d
  where d.turn = 1;

  if cardinality(accepted) = jsonb_array_length(items) then
    perform order_write_new_v1(items);
    return query select i, jsonb_build_object('code', 'created') from generate_series(1, cardinality(accepted)) i;
    return;
  end if;

  perform order_write_new_v1((
    select coalesce(jsonb_agg(x.item order by x.n), '[]')
    from jsonb_array_elements(items) with ordinality x (item, n) where x.n = any (accepted)));

  -- What was not accepted leaves no trace: its key may be used again.
  delete from rialto_idempotency i
  using jsonb_array_elements(items) with ordinality x (item, n)
  where x.n = any (fresh) and x.n <> all (accepted)
    and i.tenant_id = (x.item ->> 'tenantId')::uuid and i.id = (x.item ->> 'keyId')::uuid;

  return query
    select x.n::integer, case
      when x.n = any (accepted) then jsonb_build_object('code', 'created')
      when i.id is not null then jsonb_build_object('code', 'replay', 'fingerprint', i.fingerprint,
        'status', i.status, 'reply', i.reply)
      when c.state = 'ordered' and c.owner_id = x.item ->> 'ownerId' then jsonb_build_object('code', 'CART_ORDERED', 'orderId', c.order_id)
      when c.id is null or c.state <> 'open' or c.version <> (x.item ->> 'cartVersion')::integer
        or c.owner_id <> x.item ->> 'ownerId' then jsonb_build_object('code', 'CART_CHANGED')
      when (x.item ->> 'deadline')::timestamptz <= clock then jsonb_build_object('code', 'HOLD_EXPIRED')
      when exists (select from order_number o where o.tenant_id = c.tenant_id and o.number = x.item ->> 'number')
        then jsonb_build_object('code', 'NUMBER_TAKEN')
      else jsonb_build_object('code', 'CLOCKS_APART')
    end
    from jsonb_array_elements(items) with ordinality x (item, n)
    left join rialto_idempotency i on i.tenant_id = (x.item ->> 'tenantId')::uuid and i.id = (x.item ->> 'keyId')::uuid
    left join order_cart c on c.tenant_id = (x.item ->> 'tenantId')::uuid and c.id = (x.item ->> 'cartId')::uuid;
end
$$;

-- Writes accepted orders; their carts are locked and open.
create or replace function order_write_new_v1(items jsonb)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  update order_cart c set state = 'ordered', order_id = (x ->> 'orderId')::uuid, version = c.version + 1
  from jsonb_array_elements(items) x
  where c.tenant_id = (x ->> 'tenantId')::uuid and c.id = (x ->> 'cartId')::uuid;

  insert into order_number (tenant_id, number, order_id)
  select (x ->> 'tenantId')::uuid, x ->> 'number', (x ->> 'orderId')::uuid from jsonb_array_elements(items) x;

  insert into order_head (tenant_id, id, number, owner_id, cart_id, language, state, totals, document, pay_by)
  select (x ->> 'tenantId')::uuid, (x ->> 'orderId')::uuid, x ->> 'number', x ->> 'ownerId', (x ->> 'cartId')::uuid,
    x ->> 'language', x -> 'state', x -> 'totals', x -> 'document',
    database_clock() + make_interval(secs => (x ->> 'paySeconds')::integer)
  from jsonb_array_elements(items) x;

  insert into order_event (tenant_id, stream, version, type, data, traceparent)
  select (x.item ->> 'tenantId')::uuid, (x.item ->> 'orderId')::uuid, e.version, e.event ->> 'type', e.event -> 'data',
    x.item ->> 'traceparent'
  from jsonb_array_elements(items) with ordinality x (item, n),
    jsonb_array_elements(x.item -> 'events') with ordinality e (event, version)
  order by x.n, e.version;

  insert into order_vendor_order (tenant_id, order_id, vendor_id, status, total, shipping, taxes,
    discounts_by_platform, commission, commission_tax)
  select (x ->> 'tenantId')::uuid, (x ->> 'orderId')::uuid, p."vendorId", 'open', p.total, p.shipping, p.taxes,
    p."discountsByPlatform", p.commission, p."commissionTax"
  from jsonb_array_elements(items) x, jsonb_to_recordset(x -> 'parts') p ("vendorId" uuid, total bigint,
    shipping bigint, taxes bigint, "discountsByPlatform" bigint, commission bigint, "commissionTax" bigint);

  -- The contact goes from the cart to the order: personal data lies in one place.
  update order_contact k set id = (x ->> 'orderId')::uuid, purpose = 'order',
    delete_on = (database_clock() at time zone 'UTC')::date + (x ->> 'contactDays')::integer
  from jsonb_array_elements(items) x
  where k.tenant_id = (x ->> 'tenantId')::uuid and k.id = (x ->> 'cartId')::uuid;

  insert into rialto_job (tenant_id, id, kind, key, due_at, data)
  select (x ->> 'tenantId')::uuid, uuidv7(), 'order.end_time_to_pay', (x ->> 'orderId') || ':' || (x -> 'state' ->> 'generation'),
    database_clock() + make_interval(secs => (x ->> 'paySeconds')::integer),
    jsonb_build_object('orderId', x ->> 'orderId', 'generation', (x -> 'state' ->> 'generation')::integer)
  from jsonb_array_elements(items) x;
$$;
