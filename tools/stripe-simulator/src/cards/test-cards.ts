import { type Decline, declines } from './declines.ts'

/** How a card behaves is a property of the card alone, never of the amount. */
export type TestCard = {
  readonly key: string
  readonly number: string
  readonly brand: string
  readonly funding: string
  readonly country: string
  /** What the bank answers when the card is charged. */
  readonly decline?: Decline
  /** The card can be saved to a customer although charging it fails. */
  readonly attachesThoughDeclined?: true
  readonly threeDSecure:
    | 'required'
    | 'required_unless_set_up'
    | 'optional'
    | 'unenrolled'
    | 'unsupported'
    | 'broken'
  readonly refund?: 'fails_later' | 'pending_first'
  /** The money skips the pending balance. */
  readonly availableAtOnce?: true
  /** Ours: the payment stays in `processing` first. */
  readonly processing?: 'succeeds' | 'fails'
  readonly risk: { readonly level: string; readonly score: number }
  readonly tokens: readonly string[]
}

type Traits = Partial<Omit<TestCard, 'key' | 'number' | 'tokens'>>

const normal = { level: 'normal', score: 20 }

function card(
  key: string,
  number: string,
  { tokens = '', ...traits }: Traits & { tokens?: string } = {},
): TestCard {
  const names = tokens === '' ? [] : tokens.split(' ')
  return {
    key,
    number,
    brand: 'visa',
    funding: 'credit',
    country: 'US',
    threeDSecure: 'unenrolled',
    risk: normal,
    ...traits,
    tokens: [`pm_card_${key}`, `tok_${key}`, ...names],
  }
}

export const testCards: readonly TestCard[] = [
  card('visa', '4242424242424242'),
  card('visa_debit', '4000056655665556', { funding: 'debit' }),
  card('mastercard', '5555555555554444', { brand: 'mastercard' }),
  card('mastercard_debit', '5200828282828210', { brand: 'mastercard', funding: 'debit' }),
  card('mastercard_prepaid', '5105105105105100', { brand: 'mastercard', funding: 'prepaid' }),
  card('amex', '378282246310005', { brand: 'amex', threeDSecure: 'unsupported' }),
  card('discover', '6011111111111117', { brand: 'discover' }),
  card('de', '4000002760000016', { country: 'DE' }),
  card('gb', '4000008260000000', { country: 'GB' }),

  card('chargeDeclined', '4000000000000002', {
    tokens: 'pm_card_visa_chargeDeclined',
    decline: declines.generic,
  }),
  card('chargeDeclinedInsufficientFunds', '4000000000009995', {
    tokens: 'pm_card_visa_chargeDeclinedInsufficientFunds',
    decline: declines.insufficientFunds,
  }),
  card('chargeDeclinedLostCard', '4000000000009987', {
    tokens: 'pm_card_visa_chargeDeclinedLostCard',
    decline: declines.lostCard,
  }),
  card('chargeDeclinedStolenCard', '4000000000009979', {
    tokens: 'pm_card_visa_chargeDeclinedStolenCard',
    decline: declines.stolenCard,
  }),
  card('chargeDeclinedExpiredCard', '4000000000000069', { decline: declines.expiredCard }),
  card('chargeDeclinedIncorrectCvc', '4000000000000127', { decline: declines.incorrectCvc }),
  card('chargeDeclinedProcessingError', '4000000000000119', { decline: declines.processingError }),
  card('chargeCustomerFail', '4000000000000341', { decline: declines.generic, attachesThoughDeclined: true }),

  card('radarBlock', '4100000000000019', {
    decline: declines.blocked,
    risk: { level: 'highest', score: 98 },
  }),
  card('riskLevelHighest', '4000000000004954', { risk: { level: 'highest', score: 92 } }),
  card('riskLevelElevated', '4000000000009235', { risk: { level: 'elevated', score: 68 } }),

  card('bypassPending', '4000000000000077', { availableAtOnce: true }),
  card('refundFail', '4000000000005126', { refund: 'fails_later' }),
  card('pendingRefund', '4000000000007726', { refund: 'pending_first' }),

  card('authenticationRequired', '4000002760003184', { threeDSecure: 'required', country: 'DE' }),
  card('authenticationRequiredOnSetup', '4000002500003155', {
    tokens: 'pm_card_authenticationRequiredSetupForOffSession',
    threeDSecure: 'required_unless_set_up',
  }),
  card('threeDSecure2Required', '4000000000003220', { threeDSecure: 'required' }),
  card('threeDSecureRequired', '4000000000003063', { threeDSecure: 'required' }),
  card('threeDSecureOptional', '4000000000003055', { threeDSecure: 'optional' }),
  card('threeDSecureError', '4000000000003097', { threeDSecure: 'broken' }),
  card('authenticationRequiredChargeDeclinedInsufficientFunds', '4000008260003178', {
    decline: declines.insufficientFunds,
    threeDSecure: 'required',
    country: 'GB',
  }),
  card('threeDSecureRequiredChargeDeclined', '4000008400001629', {
    decline: declines.generic,
    threeDSecure: 'required',
  }),

  card('simulatorProcessing', '4000009990000013', { processing: 'succeeds' }),
  card('simulatorProcessingFails', '4000009990000021', { processing: 'fails' }),
]

const byKey = new Map(testCards.map((entry) => [entry.key, entry]))
const byNumber = new Map(testCards.map((entry) => [entry.number, entry]))
const byToken = new Map(testCards.flatMap((entry) => entry.tokens.map((token) => [token, entry] as const)))

/** The card a stored payment method stands for. */
export function cardByKey(key: string): TestCard {
  const found = byKey.get(key)
  if (found === undefined)
    throw new Error(`The journal names a test card "${key}" that this version does not have`)
  return found
}

export const findCardByNumber = (number: string): TestCard | undefined => byNumber.get(number)

/** Finds a card by `pm_card_…` or `tok_…`. */
export const findCardByToken = (token: string): TestCard | undefined => byToken.get(token)
