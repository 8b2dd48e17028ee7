import { hash } from 'node:crypto'
import { type Refusal, refuse } from '../outcome.ts'
import { renderRecord } from '../render/render.ts'
import type { StoredReply } from '../state/records.ts'
import { nowMs, type World } from '../state/world.ts'

const keepMs = 24 * 3600 * 1000
const keyLengthMax = 255

export type Found =
  | { kind: 'new' }
  | { kind: 'replay'; status: number; text: string }
  | { kind: 'refused'; refusal: Refusal; retry: boolean }

/** What the request is, whatever order its parameters came in. */
export function digestOf(method: string, url: string, params: string): string {
  const sorted = params.includes('&') ? params.split('&').sort().join('&') : params
  return hash('sha1', `${method} ${url}\n${sorted}`, 'base64')
}

/** What is known about a key: nothing, a stored answer, or a reason to refuse. */
export function findReply(
  { world, inFlight }: { world: World; inFlight: ReadonlySet<string> },
  key: string,
  digest: string,
): Found {
  if (key.length > keyLengthMax) {
    const refusal = refuse(`An idempotency key has at most ${keyLengthMax} characters.`)
    return { kind: 'refused', refusal: { ...refusal, type: 'idempotency_error' }, retry: false }
  }
  if (inFlight.has(key)) {
    const refusal = refuse('Another request with this idempotency key is being worked on.', {
      code: 'idempotency_key_in_use',
    })
    return { kind: 'refused', refusal: { ...refusal, status: 409 }, retry: true }
  }
  const stored = world.state.replies.get(key)
  if (stored === undefined || stored.at + keepMs < nowMs(world)) return { kind: 'new' }
  if (stored.digest !== digest) {
    const message = `The idempotency key '${key}' was used with other parameters before. Use a new key for another request.`
    return { kind: 'refused', refusal: { ...refuse(message), type: 'idempotency_error' }, retry: false }
  }
  return { kind: 'replay', status: stored.status, text: textOf(stored) }
}

function textOf({ body, at }: StoredReply): string {
  if (typeof body === 'string') return body
  return JSON.stringify(renderRecord(body.table, body.record, Math.floor(at / 1000)))
}

/** Forgets answers that are past their day. Keys are kept in the order they came, so the walk stops early. */
export function pruneReplies(world: World): number {
  const before = nowMs(world) - keepMs
  let pruned = 0
  for (const [key, reply] of world.state.replies) {
    if (reply.at >= before) break
    world.state.replies.delete(key)
    pruned += 1
  }
  return pruned
}
