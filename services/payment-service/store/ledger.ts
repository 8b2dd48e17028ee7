import { assert, deriveId, type Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Posting } from '../model/ledger.ts'

const insertJournalSql = statement(
  'payment_insert_journal',
  `insert into payment_journal (tenant_id, id, kind, cause, order_id, digest)
   values (tenant(), $1, $2, $3, $4, $5) on conflict do nothing returning id`,
)
const insertPostingsSql = statement(
  'payment_insert_postings',
  `insert into payment_posting (tenant_id, journal_id, n, debit, credit, amount, currency, vendor_id)
   select tenant(), $1, p.n, p.debit, p.credit, p.amount, p.currency, p.vendor_id
   from jsonb_to_recordset($2) p (n smallint, debit text, credit text, amount bigint, currency text, vendor_id uuid)`,
)
const digestSql = statement(
  'payment_journal_digest',
  'select digest from payment_journal where tenant_id = tenant() and id = $1',
)
const heldSql = statement(
  'payment_vendor_held',
  `select p.vendor_id as "vendorId",
     sum(case when p.credit = 'vendor.held' then p.amount else -p.amount end)::bigint as held
   from payment_journal j join payment_posting p on p.tenant_id = j.tenant_id and p.journal_id = j.id
   where j.tenant_id = tenant() and j.order_id = $1 and 'vendor.held' in (p.debit, p.credit)
   group by p.vendor_id order by p.vendor_id`,
)

export type Journal = { kind: string; cause: string; orderId: string; postings: readonly Posting[] }

/** Writes a journal once per cause. The same cause with other postings is a fault: money never changes its story. */
export async function post(sql: Sql, journal: Journal): Promise<void> {
  if (journal.postings.length === 0) return
  const id = deriveId('journal', journal.kind, journal.cause)
  const rows = journal.postings.map((posting, index) => ({
    n: index + 1,
    debit: posting.debit,
    credit: posting.credit,
    amount: posting.amount.toString(),
    currency: posting.currency,
    vendor_id: posting.vendorId,
  }))
  const text = JSON.stringify(rows)
  const digest = deriveId(text)
  const written = await sql.query(insertJournalSql, [
    id,
    journal.kind,
    journal.cause,
    journal.orderId,
    digest,
  ])
  if (written.length === 1) {
    await sql.query(insertPostingsSql, [id, text])
    return
  }
  const [known] = await sql.query<{ digest: string }>(digestSql, [id])
  assert(
    known?.digest === digest,
    `INV-5: the journal ${journal.kind} of ${journal.cause} has another content`,
  )
}

/** What is still held for each vendor of an order. */
export function findHeld(sql: Sql, orderId: string): Promise<{ vendorId: string; held: bigint }[]> {
  return sql.query(heldSql, [orderId])
}
