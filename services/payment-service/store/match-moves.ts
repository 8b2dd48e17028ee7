import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import { journalsOf, type MoveKind, type ProviderMove, type Side } from '../model/match.ts'

/** A refund has come to its end long before: what is still on its way then never arrives. */
const inFlightDays = 20

const findTargetsSql = statement(
  'payment_find_move_targets',
  `select t.provider_intent_id as key, t.id from payment_tender t
   where t.tenant_id = tenant() and t.provider_intent_id = any($1)
   union all
   select r.provider_refund_id, r.id from payment_refund r
   where r.tenant_id = tenant() and r.provider_refund_id = any($2)`,
)
const saveSql = statement(
  'payment_save_moves',
  `insert into payment_provider_move as m
     (tenant_id, id, kind, type, target_id, journal_id, fee_journal_id, amount, fee, net, currency, created_at)
   select tenant(), x.* from jsonb_to_recordset($1::jsonb) x (id text, kind text, type text, target_id uuid,
     journal_id uuid, fee_journal_id uuid, amount bigint, fee bigint, net bigint, currency text, created_at timestamptz)
   order by x.id
   on conflict (tenant_id, id) do update set target_id = excluded.target_id, journal_id = excluded.journal_id,
     amount = excluded.amount, fee = excluded.fee, net = excluded.net, currency = excluded.currency
   where (m.target_id, m.journal_id, m.amount, m.fee, m.net, m.currency) is distinct from
     (excluded.target_id, excluded.journal_id, excluded.amount, excluded.fee, excluded.net, excluded.currency)`,
)

/** What the journals of a movement say that moved at the provider, the fee apart. */
const booked = (journals: string) => `select
    coalesce(sum(case when p.debit = 'provider.fees' or p.credit = 'provider.fees' then 0
      when p.debit in ('provider.pending', 'provider.available') then p.amount
      when p.credit in ('provider.pending', 'provider.available') then -p.amount else 0 end), 0)::bigint as amount,
    coalesce(sum(case when p.debit = 'provider.fees' then p.amount
      when p.credit = 'provider.fees' then -p.amount else 0 end), 0)::bigint as fee,
    min(p.currency)::text as currency,
    coalesce(bool_or('provider.pending' in (p.debit, p.credit) or 'provider.available' in (p.debit, p.credit)), false)
      as "isAtProvider"
  from payment_posting p where p.tenant_id = tenant() and p.journal_id in (${journals})`

const suspects = (
  which: string,
) => `select m.id, m.kind, m.type, m.target_id as "targetId", m.amount, m.fee, m.net,
    m.currency, m.created_at as "createdAt", m.is_waiting as "isWaiting", j.id as "journalId",
    b.amount as "bookedAmount", b.fee as "bookedFee", b.currency as "bookedCurrency", e.id is not null as "isSecond",
    coalesce(t.provider_fee is null, false) as "isFeeUnknown", coalesce(t.order_id, r.order_id) as "orderId",
    r.state as "refundState",
    m.created_at < database_clock() - make_interval(days => ${inFlightDays}) as "isOld",
    exists (select from payment_provider_move o
      where o.tenant_id = m.tenant_id and o.target_id = m.target_id and o.kind in ('refund', 'refund_failure')
        and o.kind <> m.kind and o.amount = -m.amount) as "isTakenBack"
  from payment_provider_move m
  left join payment_journal j on j.tenant_id = m.tenant_id and j.id = m.journal_id
  left join lateral (${booked('j.id, m.fee_journal_id')}) b on true
  left join lateral (
    select o.id from payment_provider_move o
    where o.tenant_id = m.tenant_id and o.journal_id = m.journal_id and (o.created_at, o.id) < (m.created_at, m.id)
    limit 1) e on true
  left join payment_tender t on t.tenant_id = m.tenant_id and m.kind = 'charge' and t.id = m.target_id
  left join payment_refund r on r.tenant_id = m.tenant_id and m.kind in ('refund', 'refund_failure') and r.id = m.target_id
  where m.tenant_id = tenant() and ${which}`

const listSuspectsSql = statement(
  'payment_list_suspects',
  `${suspects(`m.created_at >= $1 and m.created_at < $2 and (m.created_at, m.id) > ($3, $4)
     and (j.id is null or e.id is not null or b.amount <> m.amount or b.fee <> m.fee or m.net <> m.amount - m.fee
       or b.currency is distinct from m.currency::text)`)}
   order by m.created_at, m.id limit $5`,
  'by values',
)
const findAgainSql = statement(
  'payment_find_suspects_again',
  `${suspects('m.id = any($1)')} order by m.created_at, m.id`,
  'by values',
)
const listWaitingSql = statement(
  'payment_list_waiting_moves',
  `select id from payment_provider_move where tenant_id = tenant() and is_waiting order by created_at limit $1`,
)
const setWaitingSql = statement(
  'payment_set_waiting_moves',
  `update payment_provider_move set is_waiting = id = any($2)
   where tenant_id = tenant() and id = any($1) and is_waiting <> (id = any($2))`,
)

const unknownThere = (
  which: string,
) => `select j.id, j.kind, j.at, j.order_id as "orderId", b.amount, b.fee, b.currency
  from payment_journal j cross join lateral (${booked('j.id')}) b
  where j.tenant_id = tenant() and ${which} and b."isAtProvider"
    and j.kind not like 'correction:%' and j.kind <> 'provider fee'
    and not exists (select from payment_provider_move m where m.tenant_id = j.tenant_id and m.journal_id = j.id)`
const listUnknownThereSql = statement(
  'payment_list_journals_unknown_there',
  `${unknownThere('j.at >= $1 and j.at < $2 and j.id > $3')} order by j.id limit $4`,
  'by values',
)
const findUnknownThereSql = statement(
  'payment_find_journals_unknown_there',
  unknownThere('j.id = any($1)'),
  'by values',
)

export type SuspectRow = {
  id: string
  kind: MoveKind
  type: string
  targetId: string | null
  amount: bigint
  fee: bigint
  net: bigint
  currency: string
  createdAt: Date
  isWaiting: boolean
  /** Null when the journal is not there. */
  journalId: string | null
  bookedAmount: bigint
  bookedFee: bigint
  bookedCurrency: string | null
  isSecond: boolean
  isFeeUnknown: boolean
  orderId: string | null
  refundState: string | null
  isOld: boolean
  isTakenBack: boolean
}

/** A journal that moved money at the provider, of which the provider knows nothing. */
export type UnknownThere = Side & { id: string; kind: string; at: Date; orderId: string | null }

export type Slice = { from: Date; to: Date; limit: number }

/** Keeps what the provider said, and which journal each of it must have here. */
export async function saveMoves(sql: Sql, moves: readonly ProviderMove[]): Promise<void> {
  if (moves.length === 0) return
  const intentIds = moves.flatMap(({ intentId }) => intentId ?? [])
  const sourceIds = moves.flatMap(({ kind, sourceId }) => (kind.startsWith('refund') ? (sourceId ?? []) : []))
  const found = await sql.query<{ key: string; id: string }>(findTargetsSql, [intentIds, sourceIds])
  const targets = new Map(found.map(({ key, id }) => [key, id]))
  const rows = moves.map((move) => {
    const { id, kind, type, amount, fee, net, currency, createdAt } = move
    const targetId = targets.get(move.intentId ?? move.sourceId ?? '') ?? move.ownId
    const { journalId, feeJournalId } = journalsOf(move, targetId)
    return {
      ...{ id, kind, type, currency, created_at: createdAt.toISOString() },
      ...{ target_id: targetId, journal_id: journalId, fee_journal_id: feeJournalId },
      ...{ amount: amount.toString(), fee: fee.toString(), net: net.toString() },
    }
  })
  await sql.query(saveSql, [JSON.stringify(rows)])
}

/** Movements of a time that do not simply equal their journal, a page of them. */
export function listSuspects(
  sql: Sql,
  { from, to, limit }: Slice,
  after: { createdAt: Date; id: string },
): Promise<SuspectRow[]> {
  return sql.query<SuspectRow>(listSuspectsSql, [from, to, after.createdAt, after.id, limit])
}

/** These movements as they stand now, matched or not. */
export function findSuspectsAgain(sql: Sql, ids: readonly string[]): Promise<SuspectRow[]> {
  return sql.query<SuspectRow>(findAgainSql, [ids])
}

export async function listWaiting(sql: Sql, limit: number): Promise<string[]> {
  return (await sql.query<{ id: string }>(listWaitingSql, [limit])).map(({ id }) => id)
}

/** Marks which of these movements wait for an outcome. */
export async function setWaiting(
  sql: Sql,
  judged: readonly string[],
  waiting: readonly string[],
): Promise<void> {
  await sql.query(setWaitingSql, [judged, waiting])
}

export function listUnknownThere(
  sql: Sql,
  { from, to, limit }: Slice,
  afterId: string,
): Promise<UnknownThere[]> {
  return sql.query<UnknownThere>(listUnknownThereSql, [from, to, afterId, limit])
}

export function findUnknownThere(sql: Sql, journalIds: readonly string[]): Promise<UnknownThere[]> {
  return sql.query<UnknownThere>(findUnknownThereSql, [journalIds])
}
