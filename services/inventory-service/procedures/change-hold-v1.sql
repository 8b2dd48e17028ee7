-- Moves holds through their states and their units through the buckets, one item after the other, all in one commit.
-- The same transitions as `nextHoldState` in model.ts.
--
-- Item: {tenantId, holdId, generation, change, orderId?, lifeSeconds?, lines?: [{sku, quantity}], causeId}
-- Changes: attach, capture, uncapture, commit, release, expire, ship, cancel. `lines` narrows ship and cancel.
create or replace function inventory_change_hold_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  item record;
  hold inventory_hold;
  code text;
  freed jsonb := '[]';
begin
  perform from inventory_hold h
  where (h.tenant_id, h.id, h.generation) in (
    select (x ->> 'tenantId')::uuid, (x ->> 'holdId')::uuid, (x ->> 'generation')::integer
    from jsonb_array_elements(items) x)
  order by h.tenant_id, h.id, h.generation for no key update;

  -- Most changes are of the hold alone: attach, capture, uncapture.
  if items @? '$[*].change ? (@ == "release" || @ == "expire" || @ == "cancel")' then
    perform from inventory_limit_usage u
    where (u.tenant_id, u.scope, u.subject) in (
      select l.tenant_id, l.scope, l.subject from inventory_hold_limit l join jsonb_array_elements(items) x
        on l.tenant_id = (x ->> 'tenantId')::uuid and l.hold_id = (x ->> 'holdId')::uuid
          and l.generation = (x ->> 'generation')::integer
      where x ->> 'change' in ('release', 'expire', 'cancel'))
    order by u.tenant_id, u.scope, u.subject for no key update;
  end if;

  if items @? '$[*].change ? (@ != "attach" && @ != "capture" && @ != "uncapture")' then
    perform from inventory_stock s
    where (s.tenant_id, s.sku) in (
      select l.tenant_id, l.sku from inventory_hold_line l join jsonb_array_elements(items) x
        on l.tenant_id = (x ->> 'tenantId')::uuid and l.hold_id = (x ->> 'holdId')::uuid
          and l.generation = (x ->> 'generation')::integer
      where x ->> 'change' in ('commit', 'release', 'expire', 'ship', 'cancel'))
    order by s.tenant_id, s.sku, s.warehouse_id for no key update;
  end if;

  for item in
    select x.n::integer as n, (e ->> 'tenantId')::uuid as tenant_id, (e ->> 'holdId')::uuid as hold_id,
      (e ->> 'generation')::integer as generation, e ->> 'change' as change, (e ->> 'orderId')::uuid as order_id,
      (e ->> 'lifeSeconds')::integer as life_seconds, e -> 'lines' as lines, e ->> 'causeId' as cause_id
    from jsonb_array_elements(items) with ordinality x (e, n) order by x.n
  loop
    select * into hold from inventory_hold h
    where h.tenant_id = item.tenant_id and h.id = item.hold_id and h.generation = item.generation;
    code := inventory_apply_change_v1(hold, to_jsonb(item));
    if code = 'done' and item.change in ('release', 'expire', 'cancel') then
      freed := freed || (
        select coalesce(jsonb_agg(jsonb_build_object('tenantId', l.tenant_id, 'sku', l.sku)), '[]')
        from inventory_hold_line l where l.tenant_id = item.tenant_id and l.hold_id = item.hold_id
          and l.generation = item.generation);
    end if;
    n := item.n;
    select jsonb_build_object('code', code, 'state', h.state, 'orderId', h.order_id) into outcome
    from (select 1) one left join inventory_hold h
      on h.tenant_id = item.tenant_id and h.id = item.hold_id and h.generation = item.generation;
    return next;
  end loop;
  if freed <> '[]' then
    perform inventory_announce_v1(freed, 'freed');
  end if;
end
$$;

-- One change of one hold, its rows already locked. Answers `done`, `same` (it was so already) or a refusal code.
create or replace function inventory_apply_change_v1(hold inventory_hold, item jsonb)
  returns text
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  change text := item ->> 'change';
  wanted jsonb := nullif(item -> 'lines', 'null');
begin
  if hold.id is null or hold.state = 'refused' then
    return 'HOLD_NOT_FOUND';
  end if;
  case change
    when 'attach' then
      if hold.state in ('attached', 'capturing', 'committed') and hold.order_id = (item ->> 'order_id')::uuid then
        return 'same';
      end if;
      if hold.state <> 'held' or hold.expires_at <= database_clock() then
        return 'HOLD_EXPIRED';
      end if;
      update inventory_hold h set state = 'attached', order_id = (item ->> 'order_id')::uuid,
        expires_at = database_clock() + make_interval(secs => (item ->> 'life_seconds')::integer)
      where h.tenant_id = hold.tenant_id and h.id = hold.id and h.generation = hold.generation;
      return 'done';
    when 'capture' then
      if hold.state in ('capturing', 'committed') then return 'same'; end if;
      if hold.state <> 'attached' then return 'HOLD_EXPIRED'; end if;
      perform inventory_set_hold_state_v1(hold, 'capturing');
      return 'done';
    when 'uncapture' then
      if hold.state = 'attached' then return 'same'; end if;
      if hold.state <> 'capturing' then return 'HOLD_STATE_WRONG'; end if;
      perform inventory_set_hold_state_v1(hold, 'attached');
      return 'done';
    when 'commit' then
      if hold.state = 'committed' then return 'same'; end if;
      if hold.state not in ('attached', 'capturing') then return 'HOLD_EXPIRED'; end if;
      perform inventory_move_units_v1(hold, item, '{"reserved": -1, "allocated": 1}');
      perform inventory_set_hold_state_v1(hold, 'committed');
      return 'done';
    when 'release', 'expire' then
      if hold.state in ('released', 'expired') then return 'same'; end if;
      if hold.state = 'committed' then return 'HOLD_COMMITTED'; end if;
      if change = 'expire' and (hold.state <> 'held' or hold.expires_at > database_clock()) then
        return 'HOLD_STATE_WRONG';
      end if;
      perform inventory_move_units_v1(hold, item, '{"reserved": -1}');
      perform inventory_cover_overdraft_v1(hold, change);
      perform inventory_return_to_slices_v1(hold, change);
      perform inventory_return_limits_v1(hold);
      perform inventory_set_hold_state_v1(hold, case change when 'expire' then 'expired' else 'released' end);
      return 'done';
    when 'ship', 'cancel' then
      -- Money that came too late for a cancelled order: its units are back already.
      if change = 'cancel' and hold.state in ('released', 'expired') then return 'same'; end if;
      if hold.state <> 'committed' then return 'HOLD_STATE_WRONG'; end if;
      perform inventory_part_lines_v1(hold, item, change);
      return 'done';
    else
      raise exception 'There is no hold change called %', change using errcode = '22023';
  end case;
end
$$;

create or replace function inventory_set_hold_state_v1(hold inventory_hold, wanted text)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  update inventory_hold h set state = wanted
  where h.tenant_id = hold.tenant_id and h.id = hold.id and h.generation = hold.generation;
$$;

-- Moves all units of a hold between buckets: `signs` says which bucket gains and which loses.
create or replace function inventory_move_units_v1(hold inventory_hold, item jsonb, signs jsonb)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  update inventory_stock s set
    reserved = s.reserved + l.quantity * coalesce((signs ->> 'reserved')::integer, 0),
    allocated = s.allocated + l.quantity * coalesce((signs ->> 'allocated')::integer, 0)
  from (
    select o.tenant_id, o.sku, o.warehouse_id, sum(o.quantity)::integer as quantity from inventory_hold_line o
    where o.tenant_id = hold.tenant_id and o.hold_id = hold.id and o.generation = hold.generation
    group by 1, 2, 3
  ) l
  where s.tenant_id = l.tenant_id and s.sku = l.sku and s.warehouse_id = l.warehouse_id;

  insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
  select l.tenant_id, l.sku, l.warehouse_id, sign.key, l.quantity * sign.value::integer, item ->> 'change', hold.id::text
  from inventory_hold_line l, jsonb_each_text(signs) sign
  where l.tenant_id = hold.tenant_id and l.hold_id = hold.id and l.generation = hold.generation;
$$;

-- Units that come back where more was promised than a stocktake found are not there: they make up for what is missing,
-- and are sold to nobody.
create or replace function inventory_cover_overdraft_v1(hold inventory_hold, cause text)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  with covered as (
    update inventory_stock s set overdraft = greatest(0, s.overdraft - l.quantity)
    from (
      select o.tenant_id, o.sku, o.warehouse_id, sum(o.quantity)::integer as quantity from inventory_hold_line o
      where o.tenant_id = hold.tenant_id and o.hold_id = hold.id and o.generation = hold.generation
      group by 1, 2, 3
    ) l
    where s.tenant_id = l.tenant_id and s.sku = l.sku and s.warehouse_id = l.warehouse_id and s.overdraft > 0
    returning s.tenant_id, s.sku, s.warehouse_id, new.overdraft - old.overdraft as delta, new.overdraft as still_missing
  ), closed as (
    update inventory_shortage c set closed_at = clock_timestamp()
    from covered v
    where v.still_missing = 0 and c.tenant_id = v.tenant_id and c.sku = v.sku and c.warehouse_id = v.warehouse_id
      and c.closed_at is null
  )
  insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
  select tenant_id, sku, warehouse_id, 'overdraft', delta, cause, hold.id::text from covered;
$$;

-- Units of a drop that a hold gives back are for the drop again, until it is closed; then they are in normal sale. No
-- more than are there.
create or replace function inventory_return_to_slices_v1(hold inventory_hold, cause text)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  with given as (
    update inventory_slice c set unsold = c.unsold + l.quantity
    from (
      select o.tenant_id, o.sku, o.warehouse_id, o.drop_id, least(o.quantity, greatest(0,
        s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside + o.quantity
          - sum(o.quantity) over (partition by o.sku, o.warehouse_id order by o.drop_id)))::integer as quantity
      from inventory_hold_line o
      join inventory_drop d on d.tenant_id = o.tenant_id and d.id = o.drop_id and d.closed_at is null
      join inventory_stock s on s.tenant_id = o.tenant_id and s.sku = o.sku and s.warehouse_id = o.warehouse_id
      where o.tenant_id = hold.tenant_id and o.hold_id = hold.id and o.generation = hold.generation
    ) l
    where l.quantity > 0
      and c.tenant_id = l.tenant_id and c.drop_id = l.drop_id and c.sku = l.sku and c.warehouse_id = l.warehouse_id
    returning c.tenant_id, c.sku, c.warehouse_id, l.quantity
  ), moved as (
    insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
    select tenant_id, sku, warehouse_id, 'set_aside', quantity, cause, hold.id::text from given
  )
  update inventory_stock s set set_aside = s.set_aside + g.quantity
  from (select tenant_id, sku, warehouse_id, sum(quantity)::integer as quantity from given group by 1, 2, 3) g
  where s.tenant_id = g.tenant_id and s.sku = g.sku and s.warehouse_id = g.warehouse_id;
$$;

create or replace function inventory_return_limits_v1(hold inventory_hold)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  update inventory_limit_usage u set used = u.used - l.quantity
  from inventory_hold_limit l
  where l.tenant_id = hold.tenant_id and l.hold_id = hold.id and l.generation = hold.generation
    and u.tenant_id = l.tenant_id and u.scope = l.scope and u.subject = l.subject;
$$;

-- Ships or cancels units that are paid: what is asked for, or all that is left, from the places that promised them.
create or replace function inventory_part_lines_v1(hold inventory_hold, item jsonb, change text)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  wanted jsonb := nullif(item -> 'lines', 'null');
  line record;
  left_to_do integer;
  part integer;
  level inventory_stock;
  from_shelf integer;
  covered integer;
  of_slice integer;
  asked text := null;
begin
  for line in
    select l.*, w.quantity as wanted_quantity from inventory_hold_line l
    left join (select r.sku, sum(r.quantity)::integer as quantity
               from jsonb_to_recordset(coalesce(wanted, '[]')) r (sku text, quantity integer) group by r.sku) w
      on w.sku = l.sku
    where l.tenant_id = hold.tenant_id and l.hold_id = hold.id and l.generation = hold.generation
      and (wanted is null or w.sku is not null)
    order by l.sku, l.warehouse_id, l.drop_id nulls first
  loop
    if asked is distinct from line.sku then
      asked := line.sku;
      left_to_do := coalesce(line.wanted_quantity, 2147483647);
    end if;
    part := least(left_to_do, line.quantity - line.shipped - line.cancelled);
    continue when part <= 0;
    left_to_do := left_to_do - part;
    update inventory_hold_line l set
      shipped = l.shipped + case change when 'ship' then part else 0 end,
      cancelled = l.cancelled + case change when 'cancel' then part else 0 end
    where l.tenant_id = line.tenant_id and l.hold_id = line.hold_id and l.generation = line.generation
      and l.sku = line.sku and l.warehouse_id = line.warehouse_id and l.drop_id is not distinct from line.drop_id;
    select * into level from inventory_stock s
    where s.tenant_id = line.tenant_id and s.sku = line.sku and s.warehouse_id = line.warehouse_id;
    -- What a stocktake did not find and is shipped all the same was missing no longer than until now; what it did not
    -- find and is cancelled makes up for what is missing, and is sold to nobody.
    from_shelf := case change when 'ship' then least(part, level.on_hand) else 0 end;
    covered := case change when 'ship' then part - from_shelf else least(part, level.overdraft) end;
    of_slice := 0;
    if change = 'cancel' and line.drop_id is not null and part > covered then
      -- What was sold in a drop that is still open is for that drop again.
      update inventory_slice c set unsold = c.unsold + part - covered
      from inventory_drop d
      where c.tenant_id = line.tenant_id and c.drop_id = line.drop_id and c.sku = line.sku
        and c.warehouse_id = line.warehouse_id and d.tenant_id = c.tenant_id and d.id = c.drop_id
        and d.closed_at is null;
      if found then of_slice := part - covered; end if;
    end if;
    update inventory_stock s set allocated = s.allocated - part, set_aside = s.set_aside + of_slice,
      on_hand = s.on_hand - from_shelf, overdraft = s.overdraft - covered
    where s.tenant_id = line.tenant_id and s.sku = line.sku and s.warehouse_id = line.warehouse_id;
    if covered > 0 and covered = level.overdraft then
      update inventory_shortage c set closed_at = clock_timestamp()
      where c.tenant_id = line.tenant_id and c.sku = line.sku and c.warehouse_id = line.warehouse_id
        and c.closed_at is null;
    end if;
    insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
    select line.tenant_id, line.sku, line.warehouse_id, bucket, delta, change, hold.id::text
    from (values ('allocated', -part), ('on_hand', -from_shelf), ('overdraft', -covered), ('set_aside', of_slice))
      m (bucket, delta)
    where delta <> 0;
  end loop;
end
$$;

-- Gives back the units of holds that nobody attached in time. Skips rows that somebody is working on.
create or replace function inventory_sweep_holds_v1(wanted_tenant uuid, holds_max integer)
  returns integer
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  due jsonb;
begin
  select jsonb_agg(jsonb_build_object('tenantId', h.tenant_id, 'holdId', h.id, 'generation', h.generation,
    'change', 'expire')) into due
  from (
    select tenant_id, id, generation from inventory_hold
    where tenant_id = wanted_tenant and state = 'held' and expires_at <= database_clock()
    order by expires_at limit holds_max for no key update skip locked
  ) h;
  if due is null then
    return 0;
  end if;
  perform inventory_change_hold_v1(due);
  return jsonb_array_length(due);
end
$$;
