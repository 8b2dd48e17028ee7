-- Adds up to `journals_max` journals to the sums of each generation, and a little more where one transaction wrote many.
-- One writer at a time: it holds the rows of the generations. A transaction is taken when no older one is under way any
-- more, so that none is passed over; which ones are left out does not matter to readers, who add them themselves. A new
-- generation that has caught up takes the place of the old one. Answers how many journals were added.
create or replace function payment_project_balances_v1(wanted_tenant uuid, journals_max integer)
  returns integer
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  horizon bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1;
  taken integer := 0;
  one payment_projection;
begin
  insert into payment_projection (tenant_id, generation, is_active)
  select wanted_tenant, 1, true
  where not exists (select from payment_projection p where p.tenant_id = wanted_tenant)
  on conflict do nothing;
  perform from payment_projection p where p.tenant_id = wanted_tenant order by p.generation for no key update;
  for one in select * from payment_projection p where p.tenant_id = wanted_tenant order by p.generation loop
    taken := taken + payment_add_to_balances_v1(one, horizon, journals_max);
  end loop;

  if exists (
    select from payment_projection old join payment_projection new
      on new.tenant_id = old.tenant_id and not new.is_active and new.through_xact >= old.through_xact
    where old.tenant_id = wanted_tenant and old.is_active)
  then
    delete from payment_balance b using payment_projection p
    where p.tenant_id = wanted_tenant and p.is_active and b.tenant_id = p.tenant_id and b.generation = p.generation;
    delete from payment_projection p where p.tenant_id = wanted_tenant and p.is_active;
    update payment_projection p set is_active = true where p.tenant_id = wanted_tenant;
  end if;
  return taken;
end
$$;

-- A chunk is read through the keys, however small the tables were when the plan was made.
create or replace function payment_add_to_balances_v1(one payment_projection, horizon bigint, journals_max integer)
  returns integer
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
  set enable_hashjoin = off
  set enable_mergejoin = off
  set enable_seqscan = off
as $$
declare
  cut bigint;
  taken integer;
begin
  select max(w.xact), count(*) into cut, taken from (
    select j.xact from payment_journal j
    where j.tenant_id = one.tenant_id and j.xact > one.through_xact and j.xact <= horizon
    order by j.xact limit journals_max) w;
  if taken = 0 then
    return 0;
  end if;
  insert into payment_balance as b (tenant_id, generation, account, vendor_id, currency, booked_on, debit, credit)
  select one.tenant_id, one.generation, side.account, coalesce(p.vendor_id, '00000000-0000-0000-0000-000000000000'),
    p.currency, p.booked_on, sum(side.debit), sum(side.credit)
  from payment_journal j
  join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
  cross join lateral (values (p.debit, p.amount, 0::bigint), (p.credit, 0::bigint, p.amount)) side (account, debit, credit)
  where j.tenant_id = one.tenant_id and j.xact > one.through_xact and j.xact <= cut
  group by 3, 4, 5, 6
  order by 3, 4, 5, 6
  on conflict (tenant_id, generation, account, vendor_id, currency, booked_on)
    do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit;
  update payment_projection p set through_xact = cut
  where p.tenant_id = one.tenant_id and p.generation = one.generation;
  return taken;
end
$$;

-- Begins a new generation of sums, with the first journal. Readers stay with the old one until it has caught up.
create or replace function payment_rebuild_balances_v1(wanted_tenant uuid)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  insert into payment_projection (tenant_id, generation, is_active)
  select wanted_tenant, max(p.generation) + 1, false from payment_projection p where p.tenant_id = wanted_tenant
  having bool_and(p.is_active)
  on conflict do nothing;
$$;
