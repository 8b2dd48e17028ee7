import type { RequestKey, Result, Tx } from '@rialto/core'
import { refuse } from '@rialto/core'
import { statement } from './statement.ts'
import { type Scope, transact } from './transaction.ts'

const claim = statement(
  'rialto_claim_key',
  `insert into rialto_idempotency (tenant_id, id, fingerprint) values (tenant(), $1, $2)
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
const savepoint = statement('rialto_savepoint', 'savepoint work')
const undo = statement('rialto_undo', 'rollback to savepoint work')

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
 */
export async function once<T, C extends string>(
  options: OnceOptions,
  work: (tx: Tx) => Promise<Result<T, C>>,
): Promise<OnceOutcome<T, C>> {
  return transact(options.scope, async (tx) => {
    const claimed = await tx.query(claim, [options.key.id, options.key.fingerprint])
    if (claimed.length === 0) return replay<T, C>(tx, options.key)
    await tx.query(savepoint)
    const result = await work(tx)
    // A refusal is the stored answer, but it must leave nothing else behind.
    if (!result.ok) await tx.query(undo)
    const reply = options.render(result)
    await tx.query(store, [options.key.id, reply.status, reply.text])
    return { result, reply, replayed: false }
  })
}

async function replay<T, C extends string>(tx: Tx, key: RequestKey): Promise<OnceOutcome<T, C>> {
  const [row] = await tx.query<{ fingerprint: string; status: number; reply: string }>(stored, [key.id])
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
