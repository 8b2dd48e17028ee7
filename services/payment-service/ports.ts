import type { ProviderMove } from './model/match.ts'
import type { Intent, ProviderEvent } from './model.ts'

/** The three outcomes of a call to the provider, and the refusal that a payer can do something about. */
export type ProviderAnswer<T> =
  | { outcome: 'done'; value: T }
  | { outcome: 'declined'; code: string; reason: string; intent: Intent | null }
  | { outcome: 'refused'; code: string; reason: string; intent?: Intent | null }
  | { outcome: 'unknown'; reason: string }

/** Refused because the key was used for another request: what that one did is not told. */
export const keyReused = 'key_reused'

export type NewIntent = {
  amount: bigint
  currency: string
  key: string
  metadata: Record<string, string>
  transferGroup: string
}

export type ProviderRefund = { id: string; status: 'succeeded' | 'pending' | 'failed' }

export type IntentPage = { intents: readonly Intent[]; isLast: boolean }

export type MovePage = { moves: readonly ProviderMove[]; isLast: boolean }

/** The provider, behind our own words. Its adapter is `adapters/stripe.ts`. */
export type Provider = {
  createIntent(intent: NewIntent): Promise<ProviderAnswer<Intent>>
  /** Makes an intent and confirms it in one call, under the intent's key. */
  createConfirmed(
    intent: NewIntent,
    attempt: { method: string; returnUrl: string | null },
  ): Promise<ProviderAnswer<Intent>>
  confirmIntent(
    id: string,
    attempt: { method: string; returnUrl: string | null; key: string },
  ): Promise<ProviderAnswer<Intent>>
  captureIntent(id: string, key: string): Promise<ProviderAnswer<Intent>>
  cancelIntent(id: string, key: string): Promise<ProviderAnswer<Intent>>
  retrieveIntent(id: string): Promise<ProviderAnswer<Intent>>
  /** A page of 100 intents that were made in a time, the newest first; `after` is the last one of the page before. */
  listIntents(wanted: { from: Date; to: Date; after: string | null }): Promise<ProviderAnswer<IntentPage>>
  /** The same of its balance transactions: all that moved money there. */
  listMoves(wanted: { from: Date; to: Date; after: string | null }): Promise<ProviderAnswer<MovePage>>
  createRefund(refund: {
    intentId: string
    amount: bigint
    currency: string
    key: string
    metadata: Record<string, string>
  }): Promise<ProviderAnswer<ProviderRefund>>
  /** Null when the signature does not fit the bytes. */
  readWebhook(payload: string, signature: string): ProviderEvent | null
}

export type Ports = {
  /** Null while no provider is configured: orders are taken, payments answer PAYMENT_CONFIG_MISSING. */
  provider: Provider | null
  seal: { close(text: string): string; open(sealed: string): string }
  callsPerSecond: number | null
  defaultReturnUrl: string
}
