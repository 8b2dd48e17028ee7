-- Takes the holds of a batch: each request whole or not at all, in the order they arrived (spine 3). The same decision
-- as `decideHolds` in model.ts; a property test compares both.
--
-- Item: {tenantId, holdId, generation, lifeSeconds, account?, lines: [{sku, quantity, dropId?}],
--   limits: [{scope, subject, quantity, max}]}
-- A line with a drop takes from the slice of that drop only, a line without one never does (ADR 0011). What a person may
-- have of a drop is one more limit, with the account as its subject.
-- Locks, in the one order of the product: hold rows by id, limit usage by key, stock by SKU and warehouse.
create or replace function inventory_take_hold_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  fresh integer[];
  limit_keys text[];
  limit_scopes text[];
  limit_subjects text[];
  limit_used integer[];
  has_drops boolean := items @? '$[*].lines[*].dropId ? (@ != null)';
  has_limits boolean;
  clock timestamptz;
  drop_keys text[];
  drop_states text[];
  drop_opens timestamptz[];
  drop_max integer[];
  stock_keys text[];
  stock_tenants uuid[];
  stock_skus text[];
  stock_drops uuid[];
  stock_warehouses uuid[];
  stock_free integer[];
  request record;
  line record;
  at integer;
  missing integer;
  taken integer;
  refusal jsonb;
  lines_before integer;
  limits_before integer;
  -- What is taken, one entry for each line and place; `n` names the request.
  took_n integer[] := '{}';
  took_at integer[] := '{}';
  took_quantity integer[] := '{}';
  used_n integer[] := '{}';
  used_at integer[] := '{}';
  used_quantity integer[] := '{}';
  used_max integer[] := '{}';
  refused_n integer[] := '{}';
  refusals jsonb[] := '{}';
begin
  if has_drops then
    items := inventory_with_drop_limits_v1(items);
  end if;
  has_limits := items @? '$[*].limits[*]';

  -- Only requests that are new decide anything; the others are answered from their row.
  with wanted as (
    select distinct on (item ->> 'tenantId', item ->> 'holdId', item ->> 'generation') x.n::integer as n,
      (item ->> 'tenantId')::uuid as tenant_id, (item ->> 'holdId')::uuid as id,
      (item ->> 'generation')::integer as generation, (item ->> 'lifeSeconds')::integer as life_seconds
    from jsonb_array_elements(items) with ordinality x (item, n)
    order by item ->> 'tenantId', item ->> 'holdId', item ->> 'generation', x.n
  ), claimed as (
    insert into inventory_hold (tenant_id, id, generation, state, expires_at)
    select tenant_id, id, generation, 'held', database_clock() + make_interval(secs => life_seconds)
    from wanted order by tenant_id, id, generation
    on conflict do nothing
    returning tenant_id, id, generation
  )
  select coalesce(array_agg(wanted.n), '{}') into fresh from wanted join claimed using (tenant_id, id, generation);

  if cardinality(fresh) > 0 then
    if has_limits then
      insert into inventory_limit_usage (tenant_id, scope, subject, max)
      select distinct on (1, 2, 3) (item ->> 'tenantId')::uuid, l.scope, l.subject, l.max
      from jsonb_array_elements(items) with ordinality x (item, n),
        jsonb_to_recordset(item -> 'limits') l (scope text, subject text, max integer)
      where x.n = any (fresh)
      order by 1, 2, 3
      on conflict do nothing;

      perform from inventory_limit_usage u
      where (u.tenant_id, u.scope, u.subject) in (
        select (item ->> 'tenantId')::uuid, l.scope, l.subject
        from jsonb_array_elements(items) with ordinality x (item, n),
          jsonb_to_recordset(item -> 'limits') l (scope text, subject text)
        where x.n = any (fresh))
      order by u.tenant_id, u.scope, u.subject
      for no key update;
    end if;

    perform from inventory_stock s
    where (s.tenant_id, s.sku) in (
      select (item ->> 'tenantId')::uuid, l.sku
      from jsonb_array_elements(items) with ordinality x (item, n), jsonb_to_recordset(item -> 'lines') l (sku text)
      where x.n = any (fresh))
    order by s.tenant_id, s.sku, s.warehouse_id
    for no key update;

    -- Read in a later statement than the lock: only now the numbers are the last ones.
    if has_limits then
      select array_agg(k order by k), array_agg(scope order by k), array_agg(subject order by k),
        array_agg(used order by k)
      into limit_keys, limit_scopes, limit_subjects, limit_used
      from (
        select distinct u.tenant_id || ' ' || u.scope || ' ' || u.subject as k, u.scope, u.subject, u.used
        from jsonb_array_elements(items) with ordinality x (item, n),
          jsonb_to_recordset(item -> 'limits') l (scope text, subject text),
          inventory_limit_usage u
        where x.n = any (fresh) and u.tenant_id = (item ->> 'tenantId')::uuid
          and u.scope = l.scope and u.subject = l.subject
      ) limits;
    end if;

    if has_drops then
      clock := database_clock();
      select array_agg(k), array_agg(state), array_agg(opens_at), array_agg(person_max)
      into drop_keys, drop_states, drop_opens, drop_max
      from (
        select distinct d.tenant_id || ' ' || d.id as k, d.opens_at, d.person_max, case
            when d.closed_at is not null or d.ends_at <= clock then 'ended'
            when d.opens_at > clock then 'coming' else 'open' end as state
        from jsonb_array_elements(items) with ordinality x (item, n),
          jsonb_to_recordset(item -> 'lines') l ("dropId" uuid),
          inventory_drop d
        where x.n = any (fresh) and d.tenant_id = (item ->> 'tenantId')::uuid and d.id = l."dropId"
      ) drops;
    end if;

    -- Places of normal sale, and slices: a slice is a place that only its drop sees.
    select array_agg(k order by k, priority, warehouse_id), array_agg(tenant_id order by k, priority, warehouse_id),
      array_agg(sku order by k, priority, warehouse_id), array_agg(drop_id order by k, priority, warehouse_id),
      array_agg(warehouse_id order by k, priority, warehouse_id), array_agg(free order by k, priority, warehouse_id)
    into stock_keys, stock_tenants, stock_skus, stock_drops, stock_warehouses, stock_free
    from (
      select distinct s.tenant_id || '  ' || s.sku as k, s.tenant_id, s.sku, null::uuid as drop_id, w.priority,
        s.warehouse_id, s.on_hand + s.overdraft - s.reserved - s.allocated - s.set_aside as free
      from jsonb_array_elements(items) with ordinality x (item, n),
        jsonb_to_recordset(item -> 'lines') l (sku text, "dropId" uuid),
        inventory_stock s join inventory_warehouse w on w.tenant_id = s.tenant_id and w.id = s.warehouse_id
      where x.n = any (fresh) and s.tenant_id = (item ->> 'tenantId')::uuid and s.sku = l.sku and l."dropId" is null
      union all
      select distinct c.tenant_id || ' ' || c.drop_id || ' ' || c.sku, c.tenant_id, c.sku, c.drop_id, w.priority,
        c.warehouse_id, c.unsold
      from jsonb_array_elements(items) with ordinality x (item, n),
        jsonb_to_recordset(item -> 'lines') l (sku text, "dropId" uuid),
        inventory_slice c join inventory_warehouse w on w.tenant_id = c.tenant_id and w.id = c.warehouse_id
      where has_drops and x.n = any (fresh) and c.tenant_id = (item ->> 'tenantId')::uuid and c.sku = l.sku
        and c.drop_id = l."dropId"
    ) stock;

    for request in
      select x.n::integer as n, item ->> 'tenantId' as tenant, item
      from jsonb_array_elements(items) with ordinality x (item, n)
      where x.n = any (fresh) order by x.n
    loop
      refusal := null;
      lines_before := cardinality(took_n);
      limits_before := cardinality(used_n);

      if has_drops then
        for line in
          select distinct l."dropId" as drop_id from jsonb_to_recordset(request.item -> 'lines') l ("dropId" uuid)
          where l."dropId" is not null order by 1
        loop
          at := array_position(drop_keys, request.tenant || ' ' || line.drop_id);
          refusal := case
            when at is null or drop_states[at] = 'ended' then
              jsonb_build_object('code', 'DROP_ENDED', 'dropId', line.drop_id)
            when drop_states[at] = 'coming' then
              jsonb_build_object('code', 'DROP_NOT_OPEN', 'dropId', line.drop_id,
                'opensAt', inventory_say_moment_v1(drop_opens[at]))
            when request.item ->> 'account' is null then
              jsonb_build_object('code', 'ACCOUNT_REQUIRED', 'dropId', line.drop_id)
            end;
          exit when refusal is not null;
        end loop;
      end if;

      for line in
        select l.scope, l.subject, l.quantity, case when l."dropId" is null then l.max
          else drop_max[array_position(drop_keys, request.tenant || ' ' || l."dropId")] end as max
        from jsonb_to_recordset(request.item -> 'limits')
          l (scope text, subject text, quantity integer, max integer, "dropId" uuid)
        where has_limits and refusal is null
      loop
        at := array_position(limit_keys, request.tenant || ' ' || line.scope || ' ' || line.subject);
        if limit_used[at] + line.quantity > line.max then
          refusal := jsonb_build_object('code', 'LIMIT_REACHED', 'scope', line.scope,
            'left', greatest(0, line.max - limit_used[at]));
          exit;
        end if;
        limit_used[at] := limit_used[at] + line.quantity;
        used_n := used_n || request.n;
        used_at := used_at || at;
        used_quantity := used_quantity || line.quantity;
        used_max := used_max || line.max;
      end loop;

      if refusal is null then
        -- Lines of one SKU are one wish: two lines must not each find the last unit.
        for line in
          select l.sku, sum(l.quantity)::integer as quantity,
            request.tenant || ' ' || coalesce(l."dropId"::text, '') || ' ' || l.sku as k
          from jsonb_to_recordset(request.item -> 'lines') l (sku text, quantity integer, "dropId" uuid)
          group by l.sku, l."dropId" order by l.sku, l."dropId" nulls first
        loop
          missing := line.quantity;
          at := array_position(stock_keys, line.k);
          while missing > 0 and at is not null and stock_keys[at] = line.k loop
            taken := least(missing, greatest(0, stock_free[at]));
            if taken > 0 then
              stock_free[at] := stock_free[at] - taken;
              missing := missing - taken;
              took_n := took_n || request.n;
              took_at := took_at || at;
              took_quantity := took_quantity || taken;
            end if;
            at := at + 1;
          end loop;
          if missing > 0 then
            refusal := jsonb_build_object('code', 'SOLD_OUT', 'sku', line.sku, 'left', line.quantity - missing);
            exit;
          end if;
        end loop;
      end if;

      if refusal is not null then
        -- All or none: give back what this request had taken so far.
        for i in lines_before + 1 .. cardinality(took_n) loop
          stock_free[took_at[i]] := stock_free[took_at[i]] + took_quantity[i];
        end loop;
        for i in limits_before + 1 .. cardinality(used_n) loop
          limit_used[used_at[i]] := limit_used[used_at[i]] - used_quantity[i];
        end loop;
        took_n := took_n[1:lines_before];
        took_at := took_at[1:lines_before];
        took_quantity := took_quantity[1:lines_before];
        used_n := used_n[1:limits_before];
        used_at := used_at[1:limits_before];
        used_quantity := used_quantity[1:limits_before];
        used_max := used_max[1:limits_before];
        refused_n := refused_n || request.n;
        refusals := refusals || refusal;
      end if;
    end loop;

    if has_limits then
      update inventory_limit_usage u set used = u.used + d.quantity, max = greatest(d.max, u.used + d.quantity)
      from (
        select (item ->> 'tenantId')::uuid as tenant_id, limit_scopes[t.at] as scope, limit_subjects[t.at] as subject,
          sum(t.quantity)::integer as quantity, max(t.max) as max
        from unnest(used_n, used_at, used_quantity, used_max) t (n, at, quantity, max)
        join jsonb_array_elements(items) with ordinality x (item, n) on x.n = t.n
        group by 1, 2, 3
      ) d
      where u.tenant_id = d.tenant_id and u.scope = d.scope and u.subject = d.subject;

      insert into inventory_hold_limit (tenant_id, hold_id, generation, scope, subject, quantity)
      select (item ->> 'tenantId')::uuid, (item ->> 'holdId')::uuid, (item ->> 'generation')::integer, l.scope, l.subject,
        sum(l.quantity)
      from jsonb_array_elements(items) with ordinality x (item, n),
        jsonb_to_recordset(item -> 'limits') l (scope text, subject text, quantity integer)
      where x.n = any (fresh) and x.n <> all (refused_n)
      group by 1, 2, 3, 4, 5;
    end if;

    -- A unit of a slice was promised to the drop before: it moves from one promise to the other.
    update inventory_stock s set reserved = s.reserved + d.quantity, set_aside = s.set_aside - d.of_slices
    from (
      select stock_tenants[t.at] as tenant_id, stock_skus[t.at] as sku, stock_warehouses[t.at] as warehouse_id,
        sum(t.quantity)::integer as quantity,
        coalesce(sum(t.quantity) filter (where stock_drops[t.at] is not null), 0)::integer as of_slices
      from unnest(took_at, took_quantity) t (at, quantity)
      group by 1, 2, 3
    ) d
    where s.tenant_id = d.tenant_id and s.sku = d.sku and s.warehouse_id = d.warehouse_id;

    if has_drops then
      update inventory_slice c set unsold = c.unsold - d.quantity
      from (
        select stock_tenants[t.at] as tenant_id, stock_skus[t.at] as sku, stock_warehouses[t.at] as warehouse_id,
          stock_drops[t.at] as drop_id, sum(t.quantity)::integer as quantity
        from unnest(took_at, took_quantity) t (at, quantity)
        where stock_drops[t.at] is not null
        group by 1, 2, 3, 4
      ) d
      where c.tenant_id = d.tenant_id and c.drop_id = d.drop_id and c.sku = d.sku
        and c.warehouse_id = d.warehouse_id;
    end if;

    with lines as (
      insert into inventory_hold_line (tenant_id, hold_id, generation, sku, warehouse_id, drop_id, quantity)
      select (item ->> 'tenantId')::uuid, (item ->> 'holdId')::uuid, (item ->> 'generation')::integer,
        stock_skus[t.at], stock_warehouses[t.at], stock_drops[t.at], t.quantity
      from unnest(took_n, took_at, took_quantity) t (n, at, quantity)
      join jsonb_array_elements(items) with ordinality x (item, n) on x.n = t.n
      returning tenant_id, hold_id, sku, warehouse_id, drop_id, quantity
    )
    insert into inventory_movement (tenant_id, sku, warehouse_id, bucket, delta, cause, cause_id)
    select tenant_id, sku, warehouse_id, bucket, delta, 'hold', hold_id::text from lines,
      lateral (values ('reserved', quantity, true), ('set_aside', -quantity, drop_id is not null)) m (bucket, delta, moves)
    where moves;

    if cardinality(refused_n) > 0 then
      update inventory_hold h set state = 'refused', refusal = r.refusal
      from unnest(refused_n, refusals) r (n, refusal)
      join jsonb_array_elements(items) with ordinality x (item, n) on x.n = r.n
      where h.tenant_id = (item ->> 'tenantId')::uuid and h.id = (item ->> 'holdId')::uuid
        and h.generation = (item ->> 'generation')::integer;
    end if;

    perform inventory_announce_v1((
      select jsonb_agg(distinct jsonb_build_object('tenantId', stock_tenants[t.at], 'sku', stock_skus[t.at]))
      from unnest(took_at) t (at)), 'taken');
    if has_drops then
      perform inventory_judge_drops_v1((
        select jsonb_agg(jsonb_build_object('tenantId', item ->> 'tenantId', 'dropId', l."dropId"))
        from jsonb_array_elements(items) item, jsonb_to_recordset(item -> 'lines') l ("dropId" uuid)
        where l."dropId" is not null));
    end if;
  end if;

  return query
    select x.n::integer, jsonb_build_object('state', h.state, 'refusal', h.refusal, 'orderId', h.order_id,
      'secondsLeft', greatest(0, floor(extract(epoch from h.expires_at - database_clock())))::integer)
    from jsonb_array_elements(items) with ordinality x (item, n)
    join inventory_hold h on h.tenant_id = (item ->> 'tenantId')::uuid and h.id = (item ->> 'holdId')::uuid
      and h.generation = (item ->> 'generation')::integer;
end
$$;

-- What each account may have of a drop, as limits of its requests. How many that are is read under the locks.
create or replace function inventory_with_drop_limits_v1(items jsonb)
  returns jsonb
  language sql immutable
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select jsonb_agg(x.item || jsonb_build_object('limits', (x.item -> 'limits') || coalesce((
    select jsonb_agg(jsonb_build_object('scope', 'drop:' || wish.drop_id, 'subject', x.item ->> 'account',
      'quantity', wish.quantity, 'max', 0, 'dropId', wish.drop_id) order by wish.drop_id)
    from (
      select l."dropId" as drop_id, sum(l.quantity)::integer as quantity
      from jsonb_to_recordset(x.item -> 'lines') l (quantity integer, "dropId" uuid)
      where l."dropId" is not null group by 1
    ) wish
    where x.item ->> 'account' is not null), '[]')) order by x.n)
  from jsonb_array_elements(items) with ordinality x (item, n)
$$;

-- A moment as it goes over the wire: RFC 3339 in UTC, with milliseconds.
create or replace function inventory_say_moment_v1(moment timestamptz)
  returns text
  language sql immutable strict
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select to_char(moment at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')
$$;
