import type { Database } from '@rialto/postgres'

type Pool = Database['system']

/** Debits and credits of postings, one row for each side, as a table of the session: every check reads them. */
const makeSides = `set statement_timeout = 0;
  create temporary table side as
  select p.tenant_id, p.journal_id, j.order_id, p.vendor_id, p.holder_id, p.currency, p.booked_on, s.account, s.debit, s.credit
  from payment_posting p join payment_journal j on j.tenant_id = p.tenant_id and j.id = p.journal_id
  cross join lateral (values (p.debit, p.amount, 0::bigint), (p.credit, 0::bigint, p.amount)) s (account, debit, credit);
  analyze side;
  set enable_nestloop = off`

/** What must hold in the books at any moment when all is quiet. Each row that a statement finds is a problem. */
const checks: Readonly<Record<string, string>> = {
  'a journal has postings, and each currency of it is in balance': `
    select j.kind, j.cause from payment_journal j where not exists (
      select from payment_posting p where p.tenant_id = j.tenant_id and p.journal_id = j.id)
    union all
    select 'journal', journal_id::text from side s group by tenant_id, journal_id, currency
    having sum(debit) <> sum(credit)`,
  'a guarded account is the sum of its postings, and never below what is reserved': `
    with folds as (
      select s.tenant_id, s.account, case c.guarded_by when 'vendor' then s.vendor_id else s.holder_id end as party_id,
        s.currency, sum(case when c.kind = 'asset' then s.debit - s.credit else s.credit - s.debit end) as balance
      from side s join payment_chart_v1() c on c.account = s.account and c.guarded_by is not null
      group by 1, 2, 3, 4
    )
    select coalesce(g.account, f.account) as account, coalesce(g.party_id, f.party_id) as party, g.balance, g.reserved,
      f.balance as fold
    from payment_guard g full join folds f on f.tenant_id = g.tenant_id and f.account = g.account
      and f.party_id = g.party_id and f.currency = g.currency
    where coalesce(g.balance, 0) <> coalesce(f.balance, 0) or g.balance < 0 or g.balance < g.reserved`,
  'what is reserved is what pending journals will take': `
    with wanted as (
      select m.account, m.party_id, m.currency, -sum(m.delta) as reserved from payment_pending p
      cross join lateral unnest(payment_pending_moves_v1(jsonb_build_array(p.journal))) m
      where p.state = 'pending' and m.delta < 0 group by 1, 2, 3
    )
    select g.account, g.party_id, g.reserved, w.reserved as wanted from payment_guard g
    left join wanted w on w.account = g.account and w.party_id = g.party_id and w.currency = g.currency
    where g.reserved <> coalesce(w.reserved, 0)`,
  'projected balances are the sums of postings': `
    with folds as (
      select tenant_id, account, coalesce(vendor_id, '00000000-0000-0000-0000-000000000000') as vendor_id, currency,
        booked_on, sum(debit) as debit, sum(credit) as credit
      from side s group by 1, 2, 3, 4, 5
    ), active as (
      select b.* from payment_balance b join payment_projection p
        on p.tenant_id = b.tenant_id and p.generation = b.generation and p.is_active
    )
    select coalesce(a.account, f.account) as account, a.debit, f.debit as fold_debit, a.credit, f.credit as fold_credit
    from active a full join folds f using (tenant_id, account, vendor_id, currency, booked_on)
    where a.debit is distinct from f.debit or a.credit is distinct from f.credit`,
  'the clearing of an order is zero': `
    select order_id, sum(credit - debit) as left from side s where account = 'order.clearing'
    group by tenant_id, order_id, currency having sum(credit - debit) <> 0`,
  'an item says what the journals of its order say': `
    with folds as (
      select tenant_id, order_id, vendor_id,
        coalesce(sum(credit - debit) filter (where account = 'vendor.held'), 0) as held,
        coalesce(sum(credit - debit) filter (where account in ('vendor.due', 'vendor.receivable')), 0) as net,
        coalesce(sum(credit - debit) filter (where account = 'commission'), 0) as commission,
        coalesce(sum(credit - debit) filter (where account = 'commission_tax.payable'), 0) as tax,
        coalesce(sum(debit - credit) filter (where account = 'promotion.expense'), 0) as funded,
        coalesce(sum(credit - debit) filter (where account = 'customer.refund_owed'), 0) as back
      from side s where order_id is not null and vendor_id is not null group by 1, 2, 3
    ), items as (
      select i.*, i.paid - i.paid_back + i.funded - i.funded_back as gross,
        i.commission - i.commission_back as commission_left, i.commission_tax - i.commission_tax_back as tax_left
      from payment_item i where i.order_id is not null
    )
    select i.order_id, i.vendor_id, f.* from items i left join folds f using (tenant_id, order_id, vendor_id)
    where f.back is distinct from i.paid_back or f.funded <> i.funded - i.funded_back
      or f.commission <> i.commission_left or f.tax <> i.tax_left
      or f.held <> case when i.available_on is null then i.gross else 0 end
      or f.net <> case when i.available_on is null then 0 else i.gross - i.commission_left - i.tax_left end`,
  'what went back to the last cent left nothing behind': `
    select order_id, vendor_id from payment_item
    where paid > 0 and paid_back = paid and (funded_back <> funded or commission_back <> commission
      or commission_tax_back <> commission_tax)`,
  'what is due to a vendor is what its unclaimed items say': `
    with items as (
      select tenant_id, vendor_id, currency, sum(paid - paid_back + funded - funded_back
        - (commission - commission_back) - (commission_tax - commission_tax_back)) as due
      from payment_item where available_on is not null and settlement_id is null group by 1, 2, 3
    )
    select g.party_id, g.balance, i.due from (select * from payment_guard where account = 'vendor.due') g
    full join items i on i.tenant_id = g.tenant_id and i.vendor_id = g.party_id and i.currency = g.currency
    where coalesce(g.balance, 0) <> coalesce(i.due, 0)`,
  'a settlement claimed what its items were, each once': `
    with debts as (
      select tenant_id, order_id, vendor_id, sum(debit - credit) as debt from side s
      where account = 'vendor.receivable' and order_id is not null group by 1, 2, 3
    ), claimed as (
      select i.tenant_id, i.settlement_id, sum(i.paid - i.paid_back + i.funded - i.funded_back
        - (i.commission - i.commission_back) - (i.commission_tax - i.commission_tax_back) + coalesce(d.debt, 0)) as net
      from payment_item i left join debts d using (tenant_id, order_id, vendor_id)
      where i.settlement_id is not null group by 1, 2
    )
    select s.id, s.claimed, c.net from payment_settlement s
    full join claimed c on c.tenant_id = s.tenant_id and c.settlement_id = s.id
    where s.claimed is distinct from c.net`,
  'what is in transfer is what settlements wait for': `
    with waiting as (
      select tenant_id, vendor_id, currency, sum(amount) as amount from payment_settlement
      where state in ('intended', 'sent', 'unknown') group by 1, 2, 3
    )
    select g.party_id, g.balance, w.amount from (select * from payment_guard where account = 'vendor.in_transfer') g
    full join waiting w on w.tenant_id = g.tenant_id and w.vendor_id = g.party_id and w.currency = g.currency
    where coalesce(g.balance, 0) <> coalesce(w.amount, 0)`,
  'no two statements ever waited for each other': `
    select deadlocks from pg_stat_database where datname = current_database() and deadlocks > 0`,
}

const problemsMax = 5

/** Holds the books of all marketplaces against each other; what is wrong comes back as sentences. */
export async function checkBooks(pool: Pool): Promise<string[]> {
  const client = await pool.connect()
  try {
    // Nobody has counted the other tables yet, and the planner would take them for small.
    await client.query(makeSides)
    const problems: string[] = []
    for (const [name, sql] of Object.entries(checks)) {
      const { rows } = await client.query(`select * from (${sql}) problem limit ${problemsMax}`)
      problems.push(...rows.map((row) => `${name}: ${JSON.stringify(row, bigintAsText)}`))
    }
    return problems
  } finally {
    // The session's setting goes with it.
    client.release(true)
  }
}

/** Sums by a key of text, such as an account by currency: one map for each statement. */
export async function sumsOf(pool: Pool, statements: readonly string[]): Promise<Map<string, bigint>[]> {
  const client = await pool.connect()
  try {
    await client.query(makeSides)
    const sums: Map<string, bigint>[] = []
    for (const sql of statements) {
      const { rows } = await client.query<{ key: string; sum: bigint }>(sql)
      sums.push(new Map(rows.map((row) => [row.key, row.sum])))
    }
    return sums
  } finally {
    client.release(true)
  }
}

function bigintAsText(_key: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
