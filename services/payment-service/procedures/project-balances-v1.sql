-- Adds up to `journals_max` journals that are not in the sums yet, and a little more where one transaction wrote many.
-- One writer at a time: it holds the row of its cursor. A transaction is taken when no older one is under way any more,
-- so that none is passed over; which ones are left out does not matter to readers, who add them themselves.
create or replace function payment_project_balances_v1(wanted_tenant uuid, journals_max integer)
  returns integer
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  since bigint;
  horizon bigint := pg_snapshot_xmin(pg_current_snapshot())::text::bigint - 1;
  cut bigint;
  taken integer;
begin
  insert into payment_projection (tenant_id) values (wanted_tenant) on conflict do nothing;
  select p.through_xact into since from payment_projection p where p.tenant_id = wanted_tenant for no key update;
  select max(w.xact), count(*) into cut, taken from (
    select j.xact from payment_journal j
    where j.tenant_id = wanted_tenant and j.xact > since and j.xact <= horizon
    order by j.xact limit journals_max) w;
  if taken = 0 then
    return 0;
  end if;
  insert into payment_balance as b (tenant_id, account, vendor_id, currency, booked_on, debit, credit)
  select wanted_tenant, side.account, coalesce(p.vendor_id, '00000000-0000-0000-0000-000000000000'), p.currency,
    p.booked_on, sum(side.debit), sum(side.credit)
  from payment_journal j
  join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
  cross join lateral (values (p.debit, p.amount, 0::bigint), (p.credit, 0::bigint, p.amount)) side (account, debit, credit)
  where j.tenant_id = wanted_tenant and j.xact > since and j.xact <= cut
  group by 2, 3, 4, 5
  on conflict (tenant_id, account, vendor_id, currency, booked_on)
    do update set debit = b.debit + excluded.debit, credit = b.credit + excluded.credit;
  update payment_projection p set through_xact = cut where p.tenant_id = wanted_tenant;
  return taken;
end
$$;

-- Throws the sums away: the next run begins with the first journal. Readers see the same all the while.
create or replace function payment_forget_balances_v1(wanted_tenant uuid)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
begin
  insert into payment_projection (tenant_id) values (wanted_tenant) on conflict do nothing;
  update payment_projection p set through_xact = -1, rebuilt_at = clock_timestamp() where p.tenant_id = wanted_tenant;
  delete from payment_balance b where b.tenant_id = wanted_tenant;
end
$$;
