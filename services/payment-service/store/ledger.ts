import { assert, type Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { type JournalItem, type JournalOutcome, journalItem } from '../model/ledger-batch.ts'
import type { Journal } from '../model/ledger-chart.ts'

// A statement of the marketplace: its tenant is put into the items here, as the batching writer does with its own.
const appendSql = statement(
  'payment_append_journals',
  `select n, outcome from payment_append_journals_v1((
     select jsonb_agg(e || jsonb_build_object('tenantId', tenant()) order by i)
     from jsonb_array_elements($1::jsonb) with ordinality x (e, i)))`,
)
const lockGuardsSql = statement(
  'payment_lock_guards',
  `select account, balance, reserved from payment_guard
   where tenant_id = tenant() and party_id = $1 and currency = $2 and account = any($3)
   order by account for no key update`,
)

/** Appends journals in this commit, each once; what was refused says so in its outcome. */
export async function append(sql: Sql, journals: readonly Journal[]): Promise<JournalOutcome[]> {
  const items = journals.map(journalItem)
  if (items.length === 0) return []
  const rows = await sql.query<{ n: number; outcome: JournalOutcome }>(appendSql, [JSON.stringify(items)])
  const outcomes = rows.toSorted((left, right) => left.n - right.n).map((row) => row.outcome)
  for (const [index, { code }] of outcomes.entries()) assertSameContent(items[index], code)
  return outcomes
}

/** Writes a journal once per cause. The same cause with other postings is a fault: money never changes its story. */
export async function post(sql: Sql, journal: Journal): Promise<void> {
  if (journal.postings.length === 0) return
  const [outcome] = await append(sql, [journal])
  const { kind, cause } = journal
  assert(
    outcome?.code === 'posted' || outcome?.code === 'same',
    `INV-5: the journal ${kind} of ${cause} was refused: ${outcome?.code}`,
  )
}

export function assertSameContent(item: JournalItem | undefined, code: string): void {
  assert(code !== 'other', `INV-5: the journal ${item?.kind} of ${item?.cause} has another content`)
}

type Guard = { account: string; balance: bigint; reserved: bigint }

/** The guarded balances of one party, locked until the commit: what is decided by them holds. */
export function lockGuards(
  sql: Sql,
  party: { id: string; currency: string; accounts: readonly string[] },
): Promise<Guard[]> {
  return sql.query<Guard>(lockGuardsSql, [party.id, party.currency, party.accounts])
}
