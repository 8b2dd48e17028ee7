import type { Refusal, RequestKey, Result, Sql, Tx } from '@rialto/core'
import { refuse } from '@rialto/core'
import { statement } from './statement.ts'
import { type Scope, tenantSql, transact } from './transaction.ts'

const claim = statement(
  'rialto_claim_key',
  `insert into rialto_idempotency (tenant_id, id, fingerprint) values (tenant(), $1, $2)
   on conflict do nothing returning id`,
)
const claimRefused = statement(
  'rialto_claim_refused',
  `insert into rialto_idempotency (tenant_id, id, fingerprint, status, reply) values (tenant(), $1, $2, $3, $4)
   on conflict do nothing returning id`,
)
const stored = statement(
  'rialto_stored_reply',
  `select fingerprint, status, reply from rialto_idempotency where tenant_id = tenant() and id = $1`,
)
const store = statement(
  'rialto_store_reply',
  `update rialto_idempotency set status = $2, reply = $3 where tenant_id = tenant() and id = $1`,
)
export type StoredReply = { readonly status: number; readonly text: string }

export type OnceOptions = {
  scope: Scope
  key: RequestKey
  /** How the edge would send this result: status and body, to the byte. */
  render: (result: Result<unknown>) => StoredReply
}

export type OnceOutcome<T, C extends string> = {
  readonly result: Result<T, C | 'IDEMPOTENCY_MISMATCH'>
  readonly reply: StoredReply | null
  readonly replayed: boolean
}

/**
 * Runs work once per key (spine 6). Whoever comes second with the same key waits for the first commit and is given the
 * stored reply, byte for byte; with another request under the same key it is refused.
 *
 * The claim of the key leaves together with the work's first statement, which PostgreSQL runs after it: one round trip
 * less. So the work of a twin runs too, and is undone, whatever came of it.
 */
export async function once<T, C extends string>(
  options: OnceOptions,
  work: (tx: Tx) => Promise<Result<T, C>>,
): Promise<OnceOutcome<T, C>> {
  const { key, scope } = options
  const done = await transact<{ result: Result<T, C>; reply: StoredReply } | 'claimed by a twin'>(
    scope,
    async (tx) => {
      const [claimed, worked] = await Promise.allSettled([
        tx.query(claim, [key.id, key.fingerprint]),
        work(tx),
      ])
      if (claimed.status === 'rejected') throw claimed.reason
      if (claimed.value.length === 0) return 'claimed by a twin'
      if (worked.status === 'rejected') throw worked.reason
      const reply = options.render(worked.value)
      if (worked.value.ok) tx.send(store, [key.id, reply.status, reply.text])
      return { result: worked.value, reply }
    },
    (value) => value !== 'claimed by a twin' && value.result.ok,
  )
  if (done === 'claimed by a twin') return replay<T, C>(tenantSql(scope), key)
  if (!done.result.ok) return storeRefusal(options, done.result)
  return { ...done, replayed: false }
}

/**
 * A refusal is the stored answer, but the work must leave nothing else behind: it was undone, key and all, and the
 * answer is stored by itself. A twin that came between the two was answered otherwise; then both get that answer.
 */
async function storeRefusal<T, C extends string>(
  options: OnceOptions,
  result: Refusal<C>,
): Promise<OnceOutcome<T, C>> {
  const { key } = options
  const reply = options.render(result)
  return transact(options.scope, async (tx) => {
    const claimed = await tx.query(claimRefused, [key.id, key.fingerprint, reply.status, reply.text])
    return claimed.length === 0 ? replay<T, C>(tx, key) : { result, reply, replayed: false }
  })
}

async function replay<T, C extends string>(sql: Sql, key: RequestKey): Promise<OnceOutcome<T, C>> {
  const [row] = await sql.query<{ fingerprint: string; status: number; reply: string }>(stored, [key.id])
  if (!row) throw new Error('An idempotency key was taken, but its row cannot be read')
  if (row.fingerprint !== key.fingerprint) {
    return {
      result: refuse('IDEMPOTENCY_MISMATCH', 'This key was used for another request'),
      reply: null,
      replayed: false,
    }
  }
  const body: unknown = row.reply === '' ? null : JSON.parse(row.reply)
  const result = row.status < 400 ? { ok: true, value: body as T } : { ok: false, ...(body as { code: C }) }
  return { result: result as Result<T, C>, reply: { status: row.status, text: row.reply }, replayed: true }
}
