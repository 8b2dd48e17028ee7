export type TenderState =
  | 'planned'
  | 'requires_action'
  | 'authorised'
  | 'captured'
  | 'failed'
  | 'voided'
  | 'unknown'

/** How the money of an order is split among its vendors, in minor units, as order-service froze it. */
export type Share = {
  vendorId: string
  total: number
  discountsByPlatform: number
  commission: number
  commissionTax: number
}

/** Who makes the intent of a round: a call of its own, or the attempt that confirms it in the same call. */
export type OpenedBy = 'alone' | 'attempt'

/** A tender as its decisions need it. */
export type Tender = {
  id: string
  orderId: string
  orderNumber: string
  ownerId: string
  amount: bigint
  currency: string
  state: TenderState
  holdId: string
  generation: number
  attempt: number
  /** Counts intents: a new one is made only after the one before was cancelled. */
  round: number
  openedBy: OpenedBy
  /** Null for tenders of an earlier release. */
  shares: readonly Share[] | null
  providerIntentId: string | null
  clientSecret: string | null
  actionUrl: string | null
  failureCode: string | null
  failureReason: string | null
}

/** What the provider says of an intent. Statuses we do not know are `other`: parked, never guessed. */
export type Intent = {
  id: string
  status:
    | 'requires_payment_method'
    | 'requires_confirmation'
    | 'requires_action'
    | 'processing'
    | 'requires_capture'
    | 'succeeded'
    | 'canceled'
    | 'other'
  clientSecret: string | null
  actionUrl: string | null
  /** Minor units of the tender's currency, as captured. */
  captured: bigint
  fee: bigint | null
  failure: { code: string; reason: string } | null
  metadata: Readonly<Record<string, string>>
}

/** An event of the provider, as far as we understand it. */
export type ProviderEvent = {
  id: string
  type: string
  object:
    | { kind: 'intent'; intent: Intent }
    | {
        kind: 'refund'
        id: string
        status: 'succeeded' | 'pending' | 'failed'
        metadata: Readonly<Record<string, string>>
      }
    | { kind: 'other'; id: string | null }
}

export type Decision = {
  state: TenderState
  /** What is to be told to others, in the commit of the new state. */
  tell: 'succeeded' | 'failed' | 'nothing'
  /** What is to be asked of the provider after the commit. */
  next: 'capture' | 'void' | 'nothing'
}

/** The `answer` to an attempt of ours, asked under its own key; or `news`, which may be older than the attempt. */
export type Source = 'answer' | 'news'

const stay = (state: TenderState): Decision => ({ state, tell: 'nothing', next: 'nothing' })

/**
 * What the provider's word makes of a tender: the one owner of "the payment succeeded", whoever brings the news
 * (our own call, a webhook, the returning payer, the reconciler). Final states stay: a late failure of an old attempt
 * never touches a paid order, and money that comes to a voided tender is taken as captured, so that it is refunded.
 */
export function decideIntent(tender: Tender, intent: Intent, source: Source = 'news'): Decision {
  if (tender.state === 'captured') return stay('captured')
  switch (intent.status) {
    case 'succeeded':
      return { state: 'captured', tell: 'succeeded', next: 'nothing' }
    case 'canceled':
      return tender.state === 'voided' ? stay('voided') : { state: 'voided', tell: 'failed', next: 'nothing' }
    case 'requires_capture':
      return tender.state === 'voided'
        ? { state: 'voided', tell: 'nothing', next: 'void' }
        : { state: 'authorised', tell: 'nothing', next: 'capture' }
    case 'requires_action':
      return tender.state === 'voided' ? stay('voided') : stay('requires_action')
    case 'requires_payment_method':
      return decideFailure(tender, intent, source)
    case 'requires_confirmation':
    case 'processing':
    case 'other':
      return stay(tender.state)
  }
}

function decideFailure(tender: Tender, intent: Intent, source: Source): Decision {
  if (tender.state === 'voided' || tender.state === 'failed' || intent.failure === null)
    return stay(tender.state)
  // While an attempt is under way, news may still tell of the one before: only the attempt's own answer fails it.
  if (tender.state === 'unknown' && source === 'news') return stay('unknown')
  return { state: 'failed', tell: 'failed', next: 'nothing' }
}

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** Which payment an intent was made for, by the metadata that we gave it along; null when it is not one of ours. */
export function ownMetadata(metadata: Intent['metadata']): { paymentId: string; round: number } | null {
  const { paymentId = '', round = '' } = metadata
  return uuid.test(paymentId) && /^[1-9]\d{0,5}$/.test(round) ? { paymentId, round: Number(round) } : null
}

/** Whether a new attempt may begin. While an outcome is unknown, none may: it could charge twice. */
export function canAttempt(state: TenderState): 'yes' | 'PAYMENT_UNKNOWN' | 'ORDER_NOT_PENDING' {
  switch (state) {
    case 'planned':
    case 'failed':
    case 'requires_action':
      return 'yes'
    case 'unknown':
    case 'authorised':
      return 'PAYMENT_UNKNOWN'
    case 'captured':
    case 'voided':
      return 'ORDER_NOT_PENDING'
  }
}

/** What is left to refund of a captured tender. Refunds that failed give their amount back. */
export function refundable(captured: bigint, refunds: readonly { amount: bigint; state: string }[]): bigint {
  return refunds.reduce((left, refund) => (refund.state === 'failed' ? left : left - refund.amount), captured)
}

/** Not the card was refused, but this shop's request: its keys. */
export const providerRefused = 'PROVIDER_REFUSED'

/** The provider's decline reasons, as codes of ours. Unknown ones are the plain decline. */
export function declineCode(providerCode: string): string {
  const known: Record<string, string> = {
    insufficient_funds: 'INSUFFICIENT_FUNDS',
    expired_card: 'CARD_EXPIRED',
    incorrect_cvc: 'CVC_INCORRECT',
    lost_card: 'CARD_DECLINED',
    stolen_card: 'CARD_DECLINED',
    processing_error: 'PROCESSING_ERROR',
    authentication_required: 'AUTHENTICATION_REQUIRED',
    payment_intent_authentication_failure: 'AUTHENTICATION_FAILED',
    provider_keys: providerRefused,
  }
  return known[providerCode] ?? 'CARD_DECLINED'
}
