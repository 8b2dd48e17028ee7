-- Begins, posts and voids pending journals, one after the other, all in one commit. What a pending journal will debit
-- of a guarded account is reserved there until it is posted or voided.
--
-- Item: {tenantId, id, change: begin | post | void, journal?, digest?, lifeSeconds?}; `journal` is an item of
-- payment_append_journals_v1 and comes with `begin`.
create or replace function payment_move_pending_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  item record;
  known payment_pending;
  code text;
begin
  for item in
    select (e ->> 'tenantId')::uuid as tenant_id, (e ->> 'id')::uuid as id from jsonb_array_elements(items) e order by 1, 2
  loop
    perform from payment_pending p where p.tenant_id = item.tenant_id and p.id = item.id for no key update;
  end loop;
  perform payment_lock_guards_v1(payment_pending_moves_v1(w.journals))
  from (
    select coalesce(jsonb_agg(coalesce(
      nullif(e -> 'journal', 'null') || jsonb_build_object('tenantId', e ->> 'tenantId'), p.journal)), '[]') as journals
    from jsonb_array_elements(items) e
    left join lateral (
      select k.journal from payment_pending k
      where k.tenant_id = (e ->> 'tenantId')::uuid and k.id = (e ->> 'id')::uuid offset 0) p on true
    where nullif(e -> 'journal', 'null') is not null or p.journal is not null) w;

  for item in
    select x.n::integer as n, (x.e ->> 'tenantId')::uuid as tenant_id, (x.e ->> 'id')::uuid as id,
      x.e ->> 'change' as change, x.e ->> 'digest' as digest, (x.e ->> 'lifeSeconds')::integer as life_seconds,
      (x.e -> 'journal') || jsonb_build_object('tenantId', x.e ->> 'tenantId') as journal
    from jsonb_array_elements(items) with ordinality x (e, n) order by x.n
  loop
    select * into known from payment_pending p where p.tenant_id = item.tenant_id and p.id = item.id;
    case item.change
      when 'begin' then
        code := case when known.id is not null
          then case when known.digest = item.digest then known.state else 'other' end
          else payment_begin_pending_v1(item.journal, item.digest, item.life_seconds) end;
      when 'post' then
        code := case known.state when 'pending' then payment_post_pending_v1(known) when 'posted' then 'posted'
          when 'voided' then 'ALREADY_VOIDED' else 'NOT_FOUND' end;
      when 'void' then
        code := case known.state when 'pending' then payment_void_pending_v1(known) when 'voided' then 'voided'
          when 'posted' then 'ALREADY_POSTED' else 'NOT_FOUND' end;
      else
        raise exception 'There is no change of a pending journal called %', item.change using errcode = '22023';
    end case;
    n := item.n;
    outcome := jsonb_build_object('code', code);
    return next;
  end loop;
end
$$;

create or replace function payment_pending_moves_v1(journals jsonb)
  returns payment_guard_move[]
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select payment_guard_moves_v1(journals, payment_read_postings_v1(journals));
$$;

create or replace function payment_begin_pending_v1(journal jsonb, digest text, life_seconds integer)
  returns text
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  moves payment_guard_move[] := payment_pending_moves_v1(jsonb_build_array(journal));
  free bigint[] := payment_lock_guards_v1(moves);
begin
  if exists (
    select from unnest(moves) with ordinality m where m.delta < 0 and free[m.ordinality] + m.delta < 0)
  then
    return 'INSUFFICIENT';
  end if;
  perform payment_reserve_v1(moves, 1);
  insert into payment_pending (tenant_id, id, journal, digest, state, expires_at)
  values ((journal ->> 'tenantId')::uuid, (journal ->> 'id')::uuid, journal, digest, 'pending',
    database_clock() + make_interval(secs => life_seconds));
  return 'pending';
end
$$;

-- The amounts that a pending journal takes from guards, reserved (1) or given back (-1).
create or replace function payment_reserve_v1(moves payment_guard_move[], sign integer)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  move payment_guard_move;
begin
  foreach move in array moves loop
    if move.delta < 0 then
      perform payment_change_guard_v1(move, 0, -move.delta * sign);
    end if;
  end loop;
end
$$;

create or replace function payment_post_pending_v1(known payment_pending)
  returns text
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  code text;
begin
  perform payment_reserve_v1(payment_pending_moves_v1(jsonb_build_array(known.journal)), -1);
  select a.outcome ->> 'code' into code from payment_append_journals_v1(jsonb_build_array(known.journal)) a;
  if code <> 'posted' then
    raise exception 'The pending journal % cannot be posted: %', known.id, code;
  end if;
  update payment_pending p set state = 'posted' where p.tenant_id = known.tenant_id and p.id = known.id;
  return 'posted';
end
$$;

create or replace function payment_void_pending_v1(known payment_pending)
  returns text
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
begin
  perform payment_reserve_v1(payment_pending_moves_v1(jsonb_build_array(known.journal)), -1);
  update payment_pending p set state = 'voided' where p.tenant_id = known.tenant_id and p.id = known.id;
  return 'voided';
end
$$;

-- Voids pending journals of one marketplace that are past their time, some at a time; answers how many.
create or replace function payment_void_expired_v1(wanted_tenant uuid, pending_max integer)
  returns integer
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select count(*)::integer from payment_move_pending_v1((
    select coalesce(jsonb_agg(jsonb_build_object('tenantId', e.tenant_id, 'id', e.id, 'change', 'void')), '[]')
    from (
      select p.tenant_id, p.id from payment_pending p
      where p.tenant_id = wanted_tenant and p.state = 'pending' and p.expires_at < database_clock()
      order by p.tenant_id, p.id limit pending_max) e)) m
  where m.outcome ->> 'code' = 'voided';
$$;
