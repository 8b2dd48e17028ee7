-- Sets what a drop sells and when: its units leave normal sale, all or none. The same terms under the same version
-- again change nothing; other terms need a higher version, before the opening.
--
-- Item: {tenantId, dropId, version, opensAt, endsAt, perPersonMax, slices: [{sku, quantity}]}
-- Outcome: {code: done | same | VERSION_CONFLICT | DROP_OPEN | DROP_ENDED | STOCK_TOO_LOW, sku?, left?}
-- Locks: the drop, then stock by SKU and warehouse. Holds never lock a drop.
create or replace function inventory_set_drop_v1(item jsonb)
  returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  wanted_tenant uuid := (item ->> 'tenantId')::uuid;
  wanted_drop uuid := (item ->> 'dropId')::uuid;
  known inventory_drop;
  short record;
begin
  insert into inventory_drop (tenant_id, id, version, terms, opens_at, ends_at, person_max)
  values (wanted_tenant, wanted_drop, 0, item, (item ->> 'opensAt')::timestamptz, (item ->> 'endsAt')::timestamptz,
    (item ->> 'perPersonMax')::integer)
  on conflict do nothing;
  select * into known from inventory_drop d where d.tenant_id = wanted_tenant and d.id = wanted_drop
  for no key update;

  if not found then
    -- The same request at the same moment was refused and took its row back.
    return jsonb_build_object('code', 'VERSION_CONFLICT');
  end if;
  if known.closed_at is not null then
    return jsonb_build_object('code', 'DROP_ENDED');
  end if;
  if known.version >= (item ->> 'version')::integer then
    return jsonb_build_object('code', case when known.terms = item then 'same' else 'VERSION_CONFLICT' end);
  end if;
  if known.version > 0 and known.opens_at <= database_clock() then
    return jsonb_build_object('code', 'DROP_OPEN');
  end if;

  perform from inventory_stock s
  where s.tenant_id = wanted_tenant and (s.sku in (select x ->> 'sku' from jsonb_array_elements(item -> 'slices') x)
    or s.sku in (select c.sku from inventory_slice c where c.tenant_id = wanted_tenant and c.drop_id = wanted_drop))
  order by s.tenant_id, s.sku, s.warehouse_id
  for no key update;

  -- Before the opening nothing of the old slices is sold: what they hold can be set aside anew.
  select w.sku, coalesce(sum(greatest(0, s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside)
    + coalesce(c.unsold, 0)), 0)::integer as free, w.quantity into short
  from (select x ->> 'sku' as sku, sum((x ->> 'quantity')::integer)::integer as quantity
        from jsonb_array_elements(item -> 'slices') x group by 1) w
  left join inventory_stock s on s.tenant_id = wanted_tenant and s.sku = w.sku
  left join inventory_slice c on c.tenant_id = s.tenant_id and c.drop_id = wanted_drop and c.sku = s.sku
    and c.warehouse_id = s.warehouse_id
  group by w.sku, w.quantity
  having coalesce(sum(greatest(0, s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside)
    + coalesce(c.unsold, 0)), 0) < w.quantity
  order by w.sku limit 1;
  if found then
    delete from inventory_drop d where d.tenant_id = wanted_tenant and d.id = wanted_drop and d.version = 0;
    return jsonb_build_object('code', 'STOCK_TOO_LOW', 'sku', short.sku, 'left', short.free);
  end if;

  perform inventory_clear_slices_v1(wanted_tenant, wanted_drop, 'drop_changed');
  delete from inventory_slice c where c.tenant_id = wanted_tenant and c.drop_id = wanted_drop;
  perform inventory_cut_slices_v1(item);
  update inventory_drop d set version = (item ->> 'version')::integer, terms = item,
    opens_at = (item ->> 'opensAt')::timestamptz, ends_at = (item ->> 'endsAt')::timestamptz,
    person_max = (item ->> 'perPersonMax')::integer
  where d.tenant_id = wanted_tenant and d.id = wanted_drop;
  perform inventory_announce_v1((
    select jsonb_agg(distinct jsonb_build_object('tenantId', item ->> 'tenantId', 'sku', x ->> 'sku'))
    from jsonb_array_elements((item -> 'slices') || coalesce(known.terms -> 'slices', '[]')) x), 'set_aside');
  return jsonb_build_object('code', 'done');
end
$$;

-- Sets units aside for a drop, from the places in the order in which they serve. The stock rows are locked and suffice.
create or replace function inventory_cut_slices_v1(item jsonb)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  with wanted as (
    select x ->> 'sku' as sku, sum((x ->> 'quantity')::integer)::integer as quantity
    from jsonb_array_elements(item -> 'slices') x group by 1
  ), place as (
    select s.tenant_id, s.sku, s.warehouse_id, w.quantity,
      greatest(0, s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside) as free,
      sum(greatest(0, s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside))
        over (partition by s.sku order by h.priority, s.warehouse_id) as free_so_far
    from wanted w
    join inventory_stock s on s.tenant_id = (item ->> 'tenantId')::uuid and s.sku = w.sku
    join inventory_warehouse h on h.tenant_id = s.tenant_id and h.id = s.warehouse_id
  ), cut as (
    insert into inventory_slice (tenant_id, drop_id, sku, warehouse_id, quantity, unsold)
    select tenant_id, (item ->> 'dropId')::uuid, sku, warehouse_id, taken, taken
    from (select place.*, least(free, quantity - (free_so_far - free))::integer as taken from place) p
    where taken > 0
    returning *
  ), moved as (
    insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
    select tenant_id, sku, warehouse_id, 'set_aside', quantity, 'drop', drop_id::text from cut
  )
  update inventory_stock s set set_aside = s.set_aside + cut.quantity from cut
  where s.tenant_id = cut.tenant_id and s.sku = cut.sku and s.warehouse_id = cut.warehouse_id;
$$;

-- Gives what a drop did not sell back to normal sale. The drop and its stock rows are locked.
create or replace function inventory_clear_slices_v1(wanted_tenant uuid, wanted_drop uuid, cause text)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  with left_over as (
    update inventory_slice c set unsold = 0
    where c.tenant_id = wanted_tenant and c.drop_id = wanted_drop and c.unsold > 0
    returning c.tenant_id, c.sku, c.warehouse_id, old.unsold as units
  ), moved as (
    insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
    select tenant_id, sku, warehouse_id, 'set_aside', -units, cause, wanted_drop::text from left_over
  )
  update inventory_stock s set set_aside = s.set_aside - l.units from left_over l
  where s.tenant_id = l.tenant_id and s.sku = l.sku and s.warehouse_id = l.warehouse_id;
$$;

-- Closes a drop: it sells nothing more, and what is left of its slices is in normal sale again. `why` is `cancel`
-- (before the opening), `end` (after it) or `due` (its time is over).
create or replace function inventory_close_drop_v1(wanted_tenant uuid, wanted_drop uuid, why text)
  returns jsonb
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  known inventory_drop;
  clock timestamptz;
begin
  select * into known from inventory_drop d where d.tenant_id = wanted_tenant and d.id = wanted_drop
  for no key update;
  if not found then
    return jsonb_build_object('code', 'NOT_FOUND');
  end if;
  if known.closed_at is not null then
    return jsonb_build_object('code', 'same', 'closedAt', least(known.closed_at, known.ends_at));
  end if;

  perform from inventory_stock s
  where s.tenant_id = wanted_tenant
    and s.sku in (select c.sku from inventory_slice c where c.tenant_id = wanted_tenant and c.drop_id = wanted_drop)
  order by s.tenant_id, s.sku, s.warehouse_id
  for no key update;

  clock := database_clock();
  if why = 'cancel' and known.opens_at <= clock then
    return jsonb_build_object('code', 'DROP_OPEN');
  end if;
  if (why = 'end' and known.opens_at > clock) or (why = 'due' and known.ends_at > clock) then
    return jsonb_build_object('code', 'DROP_NOT_OPEN');
  end if;
  perform inventory_clear_slices_v1(wanted_tenant, wanted_drop, 'drop_closed');
  update inventory_drop d set closed_at = clock where d.tenant_id = wanted_tenant and d.id = wanted_drop;
  perform inventory_announce_v1((
    select jsonb_agg(distinct jsonb_build_object('tenantId', c.tenant_id, 'sku', c.sku))
    from inventory_slice c where c.tenant_id = wanted_tenant and c.drop_id = wanted_drop), 'received');
  return jsonb_build_object('code', 'done', 'closedAt', least(clock, known.ends_at));
end
$$;

-- Tells once that a drop was sold out. It is judged after each batch that touched a drop, also one that took nothing:
-- the last units of two SKUs may have gone at once, each unseen by the other.
create or replace function inventory_judge_drops_v1(touched jsonb)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  with emptied as (
    insert into inventory_drop_sold_out (tenant_id, drop_id)
    select c.tenant_id, c.drop_id
    from (select distinct (t ->> 'tenantId')::uuid as tenant_id, (t ->> 'dropId')::uuid as drop_id
          from jsonb_array_elements(touched) t) k
    join inventory_drop d on d.tenant_id = k.tenant_id and d.id = k.drop_id and d.closed_at is null
    join inventory_slice c on c.tenant_id = k.tenant_id and c.drop_id = k.drop_id
    group by c.tenant_id, c.drop_id having sum(c.unsold) = 0
    order by c.tenant_id, c.drop_id
    on conflict do nothing
    returning tenant_id, drop_id
  )
  insert into rialto_outbox (tenant_id, id, type, subject, data)
  select tenant_id, uuidv7(), 'inventory.drop_sold_out', 'drop:' || drop_id, jsonb_build_object('dropId', drop_id)
  from emptied;
$$;

-- Closes one drop whose time is over, and judges those that are open; answers whether it closed one. One for each
-- commit: the stock of two drops would not be locked in the one order.
create or replace function inventory_sweep_drop_v1(wanted_tenant uuid)
  returns boolean
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  due uuid;
begin
  perform inventory_judge_drops_v1((
    select jsonb_agg(jsonb_build_object('tenantId', d.tenant_id, 'dropId', d.id)) from inventory_drop d
    where d.tenant_id = wanted_tenant and d.closed_at is null and d.opens_at <= database_clock()));
  select d.id into due from inventory_drop d
  where d.tenant_id = wanted_tenant and d.closed_at is null and d.ends_at <= database_clock()
  order by d.ends_at, d.id limit 1;
  return due is not null and inventory_close_drop_v1(wanted_tenant, due, 'due') ->> 'code' = 'done';
end
$$;
