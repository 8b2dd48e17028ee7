-- Adds requests to their windows and answers how many there were: in this window, and in the one before it.
-- Item: {tenantId, key, windowSeconds, add}
create or replace function gateway_count_requests_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  now_seconds double precision := extract(epoch from clock_timestamp());
begin
  insert into gateway_rate_window as w (tenant_id, key, starts_at, count)
  select (x ->> 'tenantId')::uuid, x ->> 'key',
    floor(now_seconds / (x ->> 'windowSeconds')::integer)::bigint * (x ->> 'windowSeconds')::integer,
    sum((x ->> 'add')::integer)
  from jsonb_array_elements(items) x
  group by 1, 2, 3 order by 1, 2, 3
  on conflict (tenant_id, key, starts_at) do update set count = w.count + excluded.count;

  return query
    select x.n::integer, jsonb_build_object(
      'count', coalesce(present.count, 0), 'before', coalesce(past.count, 0),
      'elapsedSeconds', now_seconds - at.starts_at)
    from jsonb_array_elements(items) with ordinality x (e, n)
    cross join lateral (select (e ->> 'windowSeconds')::integer as seconds) w
    cross join lateral (select floor(now_seconds / w.seconds)::bigint * w.seconds as starts_at) at
    left join gateway_rate_window present on present.tenant_id = (e ->> 'tenantId')::uuid and present.key = e ->> 'key'
      and present.starts_at = at.starts_at
    left join gateway_rate_window past on past.tenant_id = (e ->> 'tenantId')::uuid and past.key = e ->> 'key'
      and past.starts_at = at.starts_at - w.seconds;
end
$$;

-- Windows that nobody asks for any more.
create or replace function gateway_drop_old_windows_v1(older_than_seconds integer)
  returns integer
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  with gone as (
    delete from gateway_rate_window
    where starts_at < extract(epoch from clock_timestamp())::bigint - older_than_seconds
    returning 1)
  select count(*)::integer from gone;
$$;
