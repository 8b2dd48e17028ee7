import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { TenderState } from '../model.ts'

const findSql = statement(
  'payment_find_open_tenders',
  `select id, provider_intent_id as "intentId", round, state,
     case when provider_intent_id is null then moved_at else created_at end as "createdAt" from payment_tender
   where tenant_id = tenant() and state in ('unknown', 'authorised', 'requires_action')
     and moved_at < clock_timestamp() - make_interval(secs => $1)
     and moved_at > clock_timestamp() - make_interval(days => $2)
   order by moved_at desc limit $3`,
)

export type OpenTender = {
  id: string
  /** Null while the call that makes it has not come back. */
  intentId: string | null
  round: number
  state: TenderState
  /** When its intent was made, as far as we know. */
  createdAt: Date
}

/** Tenders that wait for somebody's word and have heard none for a while, the newest first. */
export function findOpenTenders(
  sql: Sql,
  wanted: { quietSeconds: number; days: number; tendersMax: number },
): Promise<OpenTender[]> {
  return sql.query<OpenTender>(findSql, [wanted.quietSeconds, wanted.days, wanted.tendersMax])
}
