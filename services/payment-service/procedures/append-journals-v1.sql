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

create or replace function payment_read_postings_v1(items jsonb)
  returns payment_posting_row[]
  language sql immutable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select coalesce(array_agg(row(
    x.n, r.n, r.debit, r.credit, r.amount, r.currency, r.vendor_id, r.holder_id)::payment_posting_row order by x.n, r.n), '{}')
  from jsonb_array_elements(items) with ordinality x (e, n)
  cross join lateral jsonb_to_recordset(x.e -> 'rows')
    r (n smallint, debit text, credit text, amount bigint, currency text, vendor_id uuid, holder_id uuid);
$$;

-- What the journals of a batch do to guarded accounts: one move for each journal and guard, in the order of locks.
create or replace function payment_guard_moves_v1(items jsonb, postings payment_posting_row[])
  returns payment_guard_move[]
  language sql stable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  select coalesce(array_agg(row(m.item, (items -> (m.item - 1) ->> 'tenantId')::uuid, m.account, m.party_id, m.currency,
    m.delta)::payment_guard_move order by items -> (m.item - 1) ->> 'tenantId', m.account, m.party_id, m.currency, m.item), '{}')
  from (
    select p.item, c.account, case c.guarded_by when 'vendor' then p.vendor_id else p.holder_id end as party_id, p.currency,
      sum(case when side.is_debit = (c.kind in ('asset', 'expense')) then p.amount else -p.amount end)::bigint as delta
    from unnest(postings) p
    cross join lateral (values (p.debit, true), (p.credit, false)) side (account, is_debit)
    join payment_chart_v1() c on c.account = side.account and c.guarded_by is not null
    group by 1, 2, 3, 4) m;
$$;

-- Locks one guard until the commit, and makes it where it is missing. Answers what is free of it. Whoever locks several
-- does it in the order of tenant, account, party, currency: they are the last locks of any operation.
create or replace function payment_lock_guard_v1(move payment_guard_move)
  returns bigint
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  free bigint;
begin
  loop
    select g.balance - g.reserved into free from payment_guard g
    where g.tenant_id = move.tenant_id and g.account = move.account and g.party_id = move.party_id
      and g.currency = move.currency::char(3) for no key update;
    exit when found;
    insert into payment_guard (tenant_id, account, party_id, currency)
    values (move.tenant_id, move.account, move.party_id, move.currency)
    on conflict do nothing;
  end loop;
  return free;
end
$$;

create or replace function payment_change_guard_v1(move payment_guard_move, balance_delta bigint, reserved_delta bigint)
  returns void
  language sql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
  update payment_guard g set balance = g.balance + balance_delta, reserved = g.reserved + reserved_delta
  where g.tenant_id = move.tenant_id and g.account = move.account and g.party_id = move.party_id
    and g.currency = move.currency::char(3);
$$;

-- The guards of a batch, locked in one order; answers what is free of the guard of each move.
create or replace function payment_lock_guards_v1(moves payment_guard_move[])
  returns bigint[]
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  free bigint[] := '{}';
  move payment_guard_move;
  last payment_guard_move;
  of_last bigint;
begin
  foreach move in array moves loop
    if last is null or row(move.tenant_id, move.account, move.party_id, move.currency)
      is distinct from row(last.tenant_id, last.account, last.party_id, last.currency) then
      of_last := payment_lock_guard_v1(move);
      last := move;
    end if;
    free := free || of_last;
  end loop;
  return free;
end
$$;

-- Moves guards by what the journals named in `fresh` say, and answers those that were refused because a guard would
-- fall below what is reserved in it. The guards are locked already; `free` is what was free of them.
create or replace function payment_move_guards_v1(moves payment_guard_move[], free bigint[], fresh integer[])
  returns integer[]
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  refused integer[] := '{}';
  move payment_guard_move;
  change record;
begin
  if exists (
    select from (
      select m.ordinality, free[m.ordinality] + sum(m.delta) over (
        partition by m.tenant_id, m.account, m.party_id, m.currency order by m.item) as after
      from unnest(moves) with ordinality m where m.item = any(fresh)) s
    where s.after < 0)
  then
    refused := payment_refuse_short_v1(moves, free, fresh);
  end if;
  for change in
    select row(0, m.tenant_id, m.account, m.party_id, m.currency, sum(m.delta))::payment_guard_move as move
    from unnest(moves) m where m.item = any(fresh) and m.item <> all(refused)
    group by m.tenant_id, m.account, m.party_id, m.currency
    order by m.tenant_id, m.account, m.party_id, m.currency
  loop
    move := change.move;
    perform payment_change_guard_v1(move, move.delta, 0);
  end loop;
  return refused;
end
$$;

-- Which journals find too little, taken in the order of the batch: whoever comes first is served.
create or replace function payment_refuse_short_v1(moves payment_guard_move[], free bigint[], fresh integer[])
  returns integer[]
  language plpgsql immutable security definer
  set search_path = pg_catalog, rialto, pg_temp
as $$
declare
  refused integer[] := '{}';
  taken jsonb := '{}';
  one integer;
begin
  foreach one in array fresh loop
    if exists (
      select from unnest(moves) with ordinality m
      where m.item = one and m.delta < 0
        and free[m.ordinality] + m.delta + coalesce((taken ->> concat(m.tenant_id, m.account, m.party_id, m.currency))::bigint, 0) < 0)
    then
      refused := refused || one;
    else
      taken := taken || (
        select coalesce(jsonb_object_agg(concat(m.tenant_id, m.account, m.party_id, m.currency),
          m.delta + coalesce((taken ->> concat(m.tenant_id, m.account, m.party_id, m.currency))::bigint, 0)), '{}')
        from unnest(moves) m where m.item = one);
    end if;
  end loop;
  return refused;
end
$$;

-- Appends journals, each once for its id, all that can be in one commit. The same id again is `same`, and `other` when
-- its content differs; a guard that would go below zero refuses its journal with `INSUFFICIENT`, a closed day with
-- `PERIOD_CLOSED`. Looks are made journal by journal through the key: a plan made on an empty ledger must not read it all.
--
-- Item: {tenantId, id, kind, cause, orderId?, bookedOn?, digest,
--   rows: [{n, debit, credit, amount, currency, vendor_id?, holder_id?}]}
create or replace function payment_append_journals_v1(items jsonb)
  returns table (n integer, outcome jsonb)
  language plpgsql security definer
  set search_path = pg_catalog, rialto, pg_temp
  set enable_seqscan = off
as $$
declare
  today date := (database_clock() at time zone 'UTC')::date;
  journals payment_journal_row[];
  postings payment_posting_row[] := payment_read_postings_v1(items);
  moves payment_guard_move[] := '{}';
  free bigint[];
  fresh integer[];
  guarded integer[];
  refused integer[] := '{}';
  strange bigint;
  guards bigint;
begin
  select count(*) filter (where c.account is null), count(*) filter (where c.guarded_by is not null) into strange, guards
  from unnest(postings) p cross join lateral (values (p.debit), (p.credit)) side (account)
  left join payment_chart_v1() c on c.account = side.account;
  if strange > 0 then
    raise exception 'A journal names an account that is not in the chart' using errcode = '22023';
  end if;
  select array_agg(row(x.n, (x.e ->> 'tenantId')::uuid, (x.e ->> 'id')::uuid, x.e ->> 'kind', x.e ->> 'cause',
    (x.e ->> 'orderId')::uuid, coalesce((x.e ->> 'bookedOn')::date, today), x.e ->> 'digest')::payment_journal_row order by x.n)
  into journals from jsonb_array_elements(items) with ordinality x (e, n);
  if guards > 0 then
    moves := payment_guard_moves_v1(items, postings);
    free := payment_lock_guards_v1(moves);
  end if;

  select coalesce(array_agg(x.n order by x.n), '{}') into fresh
  from (
    select j.*, row_number() over (partition by j.tenant_id, j.id order by j.n) as copy from unnest(journals) j) x
  left join lateral (
    select true as is_there from payment_journal k where k.tenant_id = x.tenant_id and k.id = x.id offset 0) known on true
  left join lateral (
    select p.through from payment_period p where p.tenant_id = x.tenant_id order by p.through desc limit 1) closed on true
  where x.copy = 1 and known.is_there is null and x.booked_on <= today
    and (closed.through is null or x.booked_on > closed.through);

  if guards > 0 then
    select coalesce(array_agg(distinct m.item order by m.item), '{}') into guarded
    from unnest(moves) m where m.item = any(fresh);
    refused := payment_move_guards_v1(moves, free, guarded);
  end if;

  with written as (
    insert into payment_journal (tenant_id, id, kind, cause, order_id, digest, booked_on)
    select j.tenant_id, j.id, j.kind, j.cause, j.order_id, j.digest, j.booked_on
    from unnest(journals) j where j.n = any(fresh) and j.n <> all(refused) order by j.n
    on conflict do nothing
    returning payment_journal.tenant_id, payment_journal.id
  )
  insert into payment_posting
    (tenant_id, journal_id, n, debit, credit, amount, currency, vendor_id, holder_id, booked_on)
  select j.tenant_id, j.id, p.n, p.debit, p.credit, p.amount, p.currency, p.vendor_id, p.holder_id, j.booked_on
  from unnest(journals) j
  join written w on w.tenant_id = j.tenant_id and w.id = j.id
  join unnest(postings) p on p.item = j.n
  where j.n = any(fresh)
  order by p.item, p.n;

  return query
  select x.n, jsonb_build_object('bookedOn', k.booked_on, 'code', case
    when k.id is null then case when x.id in (select r.id from unnest(journals) r where r.n = any(refused))
      then 'INSUFFICIENT' else 'PERIOD_CLOSED' end
    when k.digest <> x.digest then 'other'
    when x.n = any(fresh) then 'posted'
    else 'same' end)
  from unnest(journals) x
  left join lateral (
    select j.id, j.digest, j.booked_on from payment_journal j where j.tenant_id = x.tenant_id and j.id = x.id offset 0) k on true
  order by x.n;

  -- The same id came by another transaction with other content: what its guards were moved by must be undone.
  if guards > 0 and exists (
    select from unnest(journals) x
    join lateral (
      select j.digest from payment_journal j where j.tenant_id = x.tenant_id and j.id = x.id offset 0) k on k.digest <> x.digest
    where x.n = any(guarded) and x.n <> all(refused))
  then
    raise exception 'INV-5: a journal has another content' using errcode = 'P0001';
  end if;
end
$$;
