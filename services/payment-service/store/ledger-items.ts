import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Item } from '../model/ledger-items.ts'

const columns = `id, order_id as "orderId", vendor_id as "vendorId", currency, paid, funded, commission,
  commission_tax as "commissionTax", paid_back as "paidBack", funded_back as "fundedBack",
  commission_back as "commissionBack", commission_tax_back as "commissionTaxBack",
  goodwill_back as "goodwillBack", available_on as "availableOn", settlement_id as "settlementId"`
const makeSql = statement(
  'payment_make_items',
  `insert into payment_item (tenant_id, order_id, vendor_id, currency, paid, funded)
   select tenant(), j.order_id, p.vendor_id, p.currency,
     coalesce(sum(p.amount) filter (where p.debit = 'order.clearing'), 0),
     coalesce(sum(p.amount) filter (where p.debit = 'promotion.expense'), 0)
   from payment_journal j join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
   where j.tenant_id = tenant() and j.order_id = any($1) and j.kind = 'sale' and p.credit = 'vendor.held'
     and not exists (select from payment_item i where i.tenant_id = tenant() and i.order_id = j.order_id)
   group by j.order_id, p.vendor_id, p.currency
   order by j.order_id, p.vendor_id
   on conflict do nothing`,
)
const lockSql = statement(
  'payment_lock_items',
  `select ${columns} from payment_item where tenant_id = tenant() and order_id = any($1)
   order by order_id, vendor_id, id for no key update`,
)
const lockEligibleSql = statement(
  'payment_lock_eligible_items',
  `select ${columns} from payment_item
   where tenant_id = tenant() and vendor_id = $1 and currency = $2 and settlement_id is null
     and available_on <= (database_clock() at time zone 'UTC')::date
     and paid - paid_back + funded - funded_back
       > commission - commission_back + commission_tax - commission_tax_back
   order by order_id, vendor_id, id limit $3 for no key update`,
)
const saveSql = statement('payment_save_items', 'select payment_save_items_v1(tenant(), $1::jsonb)')
const addSql = statement(
  'payment_add_item',
  `insert into payment_item (tenant_id, id, vendor_id, currency, paid, available_on)
   values (tenant(), $1, $2, $3, $4, (database_clock() at time zone 'UTC')::date) on conflict do nothing`,
)
const dayInSql = statement(
  'payment_day_in',
  `select ((database_clock() at time zone 'UTC')::date + $1::integer)::text as day`,
)

/**
 * The vendors' parts of orders, locked in one order until the commit. They come into being with the first look after
 * the sale, from its journal: the sale itself writes nothing for them.
 */
export async function lockItems(sql: Sql, orderIds: readonly string[]): Promise<Item[]> {
  await sql.query(makeSql, [orderIds])
  return sql.query<Item>(lockSql, [orderIds])
}

/** What a settlement of a vendor may claim today, locked; nobody else can claim it or refund of it meanwhile. */
export function lockEligible(
  sql: Sql,
  wanted: { vendorId: string; currency: string; itemsMax: number },
): Promise<Item[]> {
  return sql.query<Item>(lockEligibleSql, [wanted.vendorId, wanted.currency, wanted.itemsMax])
}

export async function saveItems(sql: Sql, items: readonly Item[]): Promise<void> {
  if (items.length === 0) return
  const rows = items.map((item) => ({
    ...item,
    commission: `${item.commission}`,
    commissionTax: `${item.commissionTax}`,
    paidBack: `${item.paidBack}`,
    fundedBack: `${item.fundedBack}`,
    commissionBack: `${item.commissionBack}`,
    commissionTaxBack: `${item.commissionTaxBack}`,
    goodwillBack: `${item.goodwillBack}`,
    paid: undefined,
    funded: undefined,
  }))
  await sql.query(saveSql, [JSON.stringify(rows)])
}

/** Makes an item of money that is due to a vendor without an order: a transfer that came back. */
export async function addItem(
  sql: Sql,
  item: { id: string; vendorId: string; currency: string; amount: bigint },
): Promise<void> {
  await sql.query(addSql, [item.id, item.vendorId, item.currency, item.amount])
}

/** The day after so many days, by the database's clock, in UTC. */
export async function dayIn(sql: Sql, days: number): Promise<string> {
  const [row] = await sql.query<{ day: string }>(dayInSql, [days])
  if (!row) throw new Error('The database told no day')
  return row.day
}
