import type { TextKey } from '../texts.ts'

/** What a refusal of the API says to people in the bag and at the checkout. */
const texts: Readonly<Record<string, TextKey>> = {
  CART_FULL: 'checkout.refused.cartFull',
  CART_CLOSED: 'checkout.refused.cartClosed',
  CART_ALREADY_ORDERED: 'checkout.refused.cartClosed',
  CART_EMPTY: 'checkout.refused.cartEmpty',
  CART_CHANGED: 'checkout.refused.cartChanged',
  CART_INCOMPLETE: 'checkout.refused.incomplete',
  VERSION_CONFLICT: 'checkout.refused.cartChanged',
  QUOTE_CHANGED: 'checkout.refused.quoteChanged',
  PRODUCT_NOT_FOUND: 'checkout.refused.notForSale',
  PRODUCT_NOT_AVAILABLE: 'checkout.refused.notForSale',
  UNPRICED: 'checkout.refused.unpriced',
  NOT_SHIPPED_THERE: 'checkout.refused.notShipped',
  BASKET_TOO_LARGE: 'checkout.refused.tooLarge',
  VENDOR_UNAVAILABLE: 'checkout.refused.vendor',
  SOLD_OUT: 'checkout.refused.soldOut',
  LIMIT_REACHED: 'checkout.refused.limit',
  DROP_NOT_OPEN: 'checkout.refused.dropNotOpen',
  DROP_ENDED: 'checkout.refused.dropEnded',
  ACCOUNT_REQUIRED: 'checkout.refused.account',
  CART_LINE_OF_DROP: 'checkout.refused.lineOfDrop',
  HOLD_EXPIRED: 'checkout.refused.holdExpired',
  PAYMENTS_BUSY: 'checkout.refused.paymentsBusy',
  PAYMENT_CONFIG_MISSING: 'checkout.refused.noPayments',
  PAYMENT_PROVIDER_UNAVAILABLE: 'checkout.refused.providerAway',
  PAYMENT_DECLINED: 'checkout.declined.other',
  PAYMENT_ACTION_REQUIRED: 'checkout.refused.actionRequired',
  PAYMENT_UNKNOWN: 'checkout.refused.paymentUnknown',
  ORDER_NOT_PENDING: 'checkout.refused.notPending',
  RATE_LIMITED: 'checkout.refused.rateLimited',
  BUSY: 'checkout.refused.busy',
  STORAGE_LOW: 'checkout.refused.busy',
  CALL_UNKNOWN: 'checkout.refused.unknown',
  VALIDATION_FAILED: 'checkout.refused.validation',
}

/**
 * Every code has words: those that nobody expects say that nothing was lost. A rule of an extension speaks for itself
 * (`ruleOf`); one that could not be asked may answer in a moment.
 */
export function refusalText(code: string): TextKey {
  if (isOfExtension(code)) return isUnavailable(code) ? 'checkout.refused.busy' : 'checkout.refused.rule'
  return texts[code] ?? 'checkout.refused.other'
}

/** What a rule of an extension says to the buyer, in its own words; null for every other refusal. */
export function ruleOf({ code, detail }: { code: string; detail?: string | undefined }): string | null {
  return isOfExtension(code) && !isUnavailable(code) ? (detail ?? null) : null
}

function isOfExtension(code: string): boolean {
  return code.startsWith('EXT_')
}

function isUnavailable(code: string): boolean {
  return code.endsWith('_UNAVAILABLE')
}

const declines: Readonly<Record<string, TextKey>> = {
  INSUFFICIENT_FUNDS: 'checkout.declined.funds',
  CARD_EXPIRED: 'checkout.declined.expired',
  CVC_INCORRECT: 'checkout.declined.cvc',
  PROCESSING_ERROR: 'checkout.declined.processing',
  AUTHENTICATION_REQUIRED: 'checkout.declined.authentication',
  AUTHENTICATION_FAILED: 'checkout.declined.authentication',
}

/** Why a card was declined, in words. */
export function declineText(code: string): TextKey {
  return declines[code] ?? 'checkout.declined.other'
}
