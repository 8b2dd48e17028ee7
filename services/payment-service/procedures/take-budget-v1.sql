-- Takes one call out of the bucket and answers how many seconds to wait before making it. The theoretical arrival time
-- of the generic cell rate algorithm (ITU-T I.371), with one second of calls as burst.
create or replace function payment_take_budget_v1(wanted_tenant uuid, wanted_account text, calls_per_second double precision)
  returns double precision
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  insert into payment_budget as b (tenant_id, account, next_at)
  values (wanted_tenant, wanted_account, clock_timestamp() - interval '1 second' + make_interval(secs => 1 / calls_per_second))
  on conflict (tenant_id, account) do update
    set next_at = greatest(b.next_at, clock_timestamp() - interval '1 second') + make_interval(secs => 1 / calls_per_second)
  returning greatest(0, extract(epoch from next_at - clock_timestamp()))::double precision;
$$;
