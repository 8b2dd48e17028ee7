import { check, sqlCheck } from './reading.ts'

const payment = (name: string, sql: string) => sqlCheck('payment-service', name, sql)

type OrderRow = { id: string; status: string; total: string; currency: string; is_paid: boolean }
type TenderRow = { order_id: string; captured: number; amount: string; currency: string; refunded: string }
type PartRow = { part: string; held: string }

const paidStates = new Set(['paid', 'shipped', 'delivered', 'returned'])

const ordersSql = `select tenant_id || ' ' || id as id, status, totals ->> 'total' as total,
    totals ->> 'currency' as currency, (state ->> 'isPaid')::boolean as is_paid
  from order_head`

const capturedSql = `select t.tenant_id || ' ' || t.order_id as order_id, count(*)::integer as captured,
    sum(t.amount)::text as amount, min(t.currency) as currency,
    coalesce((select sum(r.amount) from payment_refund r
      where r.tenant_id = t.tenant_id and r.order_id = t.order_id and r.state <> 'failed'), 0)::text as refunded
  from payment_tender t where t.state = 'captured'
  group by t.tenant_id, t.order_id`

export const paymentChecks = [
  check(
    'an order is paid exactly when its money was captured, and a cancelled one has it back',
    async (reading) => {
      const orders = await reading.of<OrderRow>('order-service', ordersSql)
      const tenders = await reading.of<TenderRow>('payment-service', capturedSql)
      const captured = new Map(tenders.map((tender) => [tender.order_id, tender]))
      const known = new Set(orders.map((order) => order.id))
      return [
        ...orders.flatMap((order) => moneyProblems(order, captured.get(order.id))),
        ...tenders
          .filter((tender) => !known.has(tender.order_id))
          .map((tender) => `${tender.amount} were captured for ${tender.order_id}, which does not exist`),
      ]
    },
  ),
  payment(
    'an order has at most one captured tender',
    `select format('%s has %s captured tenders', order_id, count(*)) as problem
     from payment_tender where state = 'captured' group by tenant_id, order_id having count(*) > 1`,
  ),
  payment(
    'every captured tender has one sale in the ledger, over its amount, that clears to zero',
    `with sales as (
       select j.tenant_id, j.cause, count(distinct j.id) as journals,
         sum(case when p.credit = 'order.clearing' then p.amount else 0 end) as came,
         sum(case 'order.clearing' when p.credit then p.amount when p.debit then -p.amount else 0 end) as clearing
       from payment_journal j join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
       where j.kind = 'sale' group by j.tenant_id, j.cause
     )
     select format('%s: captured %s, %s sales over %s, clearing %s', coalesce(t.id::text, s.cause), t.amount,
       coalesce(s.journals, 0), s.came, s.clearing) as problem
     from (select * from payment_tender where state = 'captured') t
     full join sales s on s.tenant_id = t.tenant_id and s.cause = t.id::text
     where t.id is null or s.cause is null or s.journals <> 1 or s.came <> t.amount or s.clearing <> 0`,
  ),
  check("a vendor was credited what the order's frozen lines say", async (reading) => {
    const parts = await reading.of<PartRow>(
      'order-service',
      `select tenant_id || ' ' || order_id || ' ' || vendor_id as part, (total + discounts_by_platform)::text as held
       from order_vendor_order where total + discounts_by_platform > 0`,
    )
    const credited = await reading.of<PartRow>(
      'payment-service',
      `select j.tenant_id || ' ' || j.order_id || ' ' || p.vendor_id as part, sum(p.amount)::text as held
       from payment_journal j join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
       where j.kind = 'sale' and p.credit = 'vendor.held'
       group by j.tenant_id, j.order_id, p.vendor_id`,
    )
    const frozen = new Map(parts.map((one) => [one.part, one.held]))
    return credited
      .filter((one) => frozen.get(one.part) !== one.held)
      .map((one) => `${one.part}: credited ${one.held}, frozen ${frozen.get(one.part)}`)
  }),
  payment(
    'no journal is without postings, and no vendor is held less than nothing',
    `select format('the journal %s of %s has no postings', j.kind, j.cause) as problem
     from payment_journal j where not exists (
       select from payment_posting p where p.tenant_id = j.tenant_id and p.journal_id = j.id)
     union all
     select format('%s of %s: held %s', p.vendor_id, j.order_id,
       sum(case 'vendor.held' when p.credit then p.amount when p.debit then -p.amount else 0 end))
     from payment_journal j join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
     where p.vendor_id is not null
     group by j.tenant_id, j.order_id, p.vendor_id
     having sum(case 'vendor.held' when p.credit then p.amount when p.debit then -p.amount else 0 end) < 0`,
  ),
  payment(
    'no payment and no refund waits for an outcome',
    `select format('the tender %s of %s is %s', id, order_id, state) as problem
     from payment_tender where state in ('unknown', 'authorised')
     union all
     select format('the refund %s of %s is %s', id, order_id, state)
     from payment_refund where state in ('intended', 'unknown')`,
  ),
  payment(
    'every webhook was dealt with',
    `select format('the webhook %s (%s) is %s', event_id, type, state) as problem
     from payment_inbox where state in ('new', 'parked')`,
  ),
]

function moneyProblems(order: OrderRow, tender: TenderRow | undefined): string[] {
  const { id, status, total, currency } = order
  if (!tender) {
    const isFree = total === '0'
    return order.is_paid && !isFree ? [`${id} is ${status} and paid, but nothing was captured`] : []
  }
  const problems: string[] = []
  if (!order.is_paid) problems.push(`${tender.amount} were captured for ${id}, which does not know of it`)
  if (tender.amount !== total || tender.currency !== currency)
    problems.push(`${id} costs ${total} ${currency}, captured were ${tender.amount} ${tender.currency}`)
  if (!paidStates.has(status) && tender.refunded !== tender.amount)
    problems.push(`${id} is ${status}; captured ${tender.amount}, given back ${tender.refunded}`)
  if (BigInt(tender.refunded) > BigInt(tender.amount))
    problems.push(`${id} got ${tender.refunded} back of ${tender.amount}`)
  return problems
}
