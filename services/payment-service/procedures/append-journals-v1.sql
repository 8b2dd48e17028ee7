-- The chart of accounts, the same as `chart` in model/ledger-chart.ts. Assets and expenses grow by debits, all others
-- by credits. A guarded account has a balance for each vendor or holder, which never goes below zero.
create or replace function payment_chart_v1()
  returns table (account text, kind text, guarded_by text)
  language sql immutable
as $$
  values
    ('provider.pending', 'asset', null),
    ('provider.available', 'asset', null),
    ('vendor.receivable', 'asset', 'vendor'),
    ('order.clearing', 'liability', null),
    ('vendor.held', 'liability', null),
    ('vendor.due', 'liability', 'vendor'),
    ('vendor.in_transfer', 'liability', 'vendor'),
    ('customer.refund_owed', 'liability', null),
    ('customer.stored_value', 'liability', 'holder'),
    ('commission_tax.payable', 'liability', null),
    ('commission', 'revenue', null),
    ('stored_value.expired', 'revenue', null),
    ('provider.fees', 'expense', null),
    ('promotion.expense', 'expense', null),
    ('goodwill', 'expense', null),
    ('rounding', 'expense', null)
$$;

-- What the journals of a batch do to guarded accounts: one row for each journal and guard.
create or replace function payment_guard_moves_v1(items jsonb)
  returns table (n integer, tenant_id uuid, account text, party_id uuid, currency text, delta bigint)
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select x.n::integer, (x.e ->> 'tenantId')::uuid, c.account,
    case c.guarded_by when 'vendor' then r.vendor_id else r.holder_id end, r.currency,
    sum(case when side.is_debit = (c.kind in ('asset', 'expense')) then r.amount else -r.amount end)::bigint
  from jsonb_array_elements(items) with ordinality x (e, n)
  cross join lateral jsonb_to_recordset(x.e -> 'rows')
    r (debit text, credit text, amount bigint, currency text, vendor_id uuid, holder_id uuid)
  cross join lateral (values (r.debit, true), (r.credit, false)) side (account, is_debit)
  join payment_chart_v1() c on c.account = side.account and c.guarded_by is not null
  group by 1, 2, 3, 4, 5;
$$;

-- Makes the guards of a batch where they are missing, and locks them in one order: the last locks of any operation.
create or replace function payment_lock_guards_v1(items jsonb)
  returns void
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
begin
  insert into payment_guard (tenant_id, account, party_id, currency)
  select distinct m.tenant_id, m.account, m.party_id, m.currency from payment_guard_moves_v1(items) m
  order by m.tenant_id, m.account, m.party_id, m.currency
  on conflict do nothing;

  perform from payment_guard g
  where (g.tenant_id, g.account, g.party_id, g.currency) in (
    select m.tenant_id, m.account, m.party_id, m.currency::char(3) from payment_guard_moves_v1(items) m)
  order by g.tenant_id, g.account, g.party_id, g.currency for no key update;
end
$$;

-- Moves guards by what the journals named in `fresh` say, in their order, and answers those that were refused because
-- a guard would fall below what is reserved in it. The guards are locked already.
create or replace function payment_move_guards_v1(items jsonb, fresh integer[])
  returns integer[]
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  wanted integer[] := fresh;
  refused integer[] := '{}';
  one integer;
begin
  if exists (
    select from (
      select g.balance - g.reserved + sum(m.delta) over (
        partition by m.tenant_id, m.account, m.party_id, m.currency order by m.n) as free
      from payment_guard_moves_v1(items) m join payment_guard g
        on g.tenant_id = m.tenant_id and g.account = m.account and g.party_id = m.party_id and g.currency = m.currency
      where m.n = any(fresh)) s
    where s.free < 0)
  then
    wanted := '{}';
    foreach one in array fresh loop
      if exists (
        select from payment_guard_moves_v1(items) m join payment_guard g
          on g.tenant_id = m.tenant_id and g.account = m.account and g.party_id = m.party_id and g.currency = m.currency
        where m.n = one and g.balance - g.reserved + m.delta < 0 and m.delta < 0)
      then
        refused := refused || one;
      else
        update payment_guard g set balance = g.balance + m.delta from payment_guard_moves_v1(items) m
        where m.n = one and g.tenant_id = m.tenant_id and g.account = m.account and g.party_id = m.party_id
          and g.currency = m.currency;
      end if;
    end loop;
    return refused;
  end if;
  update payment_guard g set balance = g.balance + m.delta
  from (
    select a.tenant_id, a.account, a.party_id, a.currency, sum(a.delta)::bigint as delta
    from payment_guard_moves_v1(items) a where a.n = any(wanted) group by 1, 2, 3, 4) m
  where g.tenant_id = m.tenant_id and g.account = m.account and g.party_id = m.party_id and g.currency = m.currency;
  return refused;
end
$$;

-- Appends journals, each once for its id, all that can be in one commit. The same id again is `same`, and `other` when
-- its content differs; a guard that would go below zero refuses its journal with `INSUFFICIENT`, a closed day with
-- `PERIOD_CLOSED`.
--
-- Item: {tenantId, id, kind, cause, orderId?, bookedOn?, digest,
--   rows: [{n, debit, credit, amount, currency, vendor_id?, holder_id?}]}
create or replace function payment_append_journals_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  today date := (database_clock() at time zone 'UTC')::date;
  fresh integer[];
  guarded integer[];
  refused integer[] := '{}';
begin
  if exists (
    select from jsonb_array_elements(items) e cross join lateral jsonb_to_recordset(e -> 'rows') r (debit text, credit text)
    where r.debit not in (select c.account from payment_chart_v1() c)
      or r.credit not in (select c.account from payment_chart_v1() c))
  then
    raise exception 'A journal names an account that is not in the chart' using errcode = '22023';
  end if;

  select coalesce(array_agg(distinct m.n), '{}') into guarded from payment_guard_moves_v1(items) m;
  if cardinality(guarded) > 0 then
    perform payment_lock_guards_v1(items);
  end if;

  select coalesce(array_agg(x.n::integer order by x.n), '{}') into fresh
  from (
    select i.n, i.e, row_number() over (partition by i.e ->> 'tenantId', i.e ->> 'id' order by i.n) as copy
    from jsonb_array_elements(items) with ordinality i (e, n)) x
  where x.copy = 1 and coalesce((x.e ->> 'bookedOn')::date, today) <= today
    and not exists (
      select from payment_period p where p.tenant_id = (x.e ->> 'tenantId')::uuid
        and p.through >= coalesce((x.e ->> 'bookedOn')::date, today))
    and not exists (
      select from payment_journal j where j.tenant_id = (x.e ->> 'tenantId')::uuid and j.id = (x.e ->> 'id')::uuid);

  if guarded && fresh then
    refused := payment_move_guards_v1(items, (select array_agg(f order by f) from unnest(fresh) f where f = any(guarded)));
  end if;

  with item as (
    select x.n::integer as n, (x.e ->> 'tenantId')::uuid as tenant_id, (x.e ->> 'id')::uuid as id, x.e
    from jsonb_array_elements(items) with ordinality x (e, n)
    where x.n = any(fresh) and x.n <> all(refused)
  ), written as (
    insert into payment_journal (tenant_id, id, kind, cause, order_id, digest, booked_on)
    select i.tenant_id, i.id, i.e ->> 'kind', i.e ->> 'cause', (i.e ->> 'orderId')::uuid, i.e ->> 'digest',
      coalesce((i.e ->> 'bookedOn')::date, today)
    from item i order by i.n
    on conflict do nothing
    returning payment_journal.tenant_id, payment_journal.id, payment_journal.booked_on
  )
  insert into payment_posting
    (tenant_id, journal_id, n, debit, credit, amount, currency, vendor_id, holder_id, booked_on)
  select i.tenant_id, i.id, r.n, r.debit, r.credit, r.amount, r.currency, r.vendor_id, r.holder_id, w.booked_on
  from item i join written w on w.tenant_id = i.tenant_id and w.id = i.id
  cross join lateral jsonb_to_recordset(i.e -> 'rows')
    r (n smallint, debit text, credit text, amount bigint, currency text, vendor_id uuid, holder_id uuid)
  order by i.n, r.n;

  return query
  select x.n::integer, jsonb_build_object('bookedOn', j.booked_on, 'code', case
    when j.id is null and (x.e ->> 'id') in (select items -> (r - 1) ->> 'id' from unnest(refused) r) then 'INSUFFICIENT'
    when j.id is null then 'PERIOD_CLOSED'
    when j.digest <> x.e ->> 'digest' then 'other'
    when x.n = any(fresh) then 'posted'
    else 'same' end)
  from jsonb_array_elements(items) with ordinality x (e, n)
  left join payment_journal j on j.tenant_id = (x.e ->> 'tenantId')::uuid and j.id = (x.e ->> 'id')::uuid
  order by x.n;

  -- The same id came by another transaction with other content: what its guards were moved by must be undone.
  if exists (
    select from jsonb_array_elements(items) with ordinality x (e, n)
    join payment_journal j on j.tenant_id = (x.e ->> 'tenantId')::uuid and j.id = (x.e ->> 'id')::uuid
    where x.n = any(fresh) and x.n = any(guarded) and x.n <> all(refused) and j.digest <> x.e ->> 'digest')
  then
    raise exception 'INV-5: a journal has another content' using errcode = 'P0001';
  end if;
end
$$;
