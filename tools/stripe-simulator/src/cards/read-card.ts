import { declines } from './declines.ts'
import { findCardByNumber, findCardByToken, type TestCard } from './test-cards.ts'

export type CardFields = {
  number?: string | undefined
  exp_month?: number | undefined
  exp_year?: number | undefined
  cvc?: string | undefined
  token?: string | undefined
}

export type ReadCard =
  | { ok: true; card: TestCard; expMonth: number; expYear: number; cvcGiven: boolean }
  | { ok: false; code: string; param: string; message: string; declineCode?: string }

/** Reads what somebody typed into card fields; `now` is in seconds. */
export function readCard(fields: CardFields, now: number): ReadCard {
  if (fields.token !== undefined) return readToken(fields.token, now)
  const number = (fields.number ?? '').replace(/[\s-]/g, '')
  if (!/^\d{12,19}$/.test(number)) {
    return refused('invalid_number', 'number', 'The card number is not a valid credit card number.')
  }
  if (!passesLuhn(number)) return refused('incorrect_number', 'number', 'Your card number is incorrect.')
  const expiry = readExpiry(fields, now)
  if (!expiry.ok) return expiry
  const card = findCardByNumber(number)
  const cvcDigits = card?.brand === 'amex' ? /^\d{3,4}$/ : /^\d{3}$/
  if (fields.cvc !== undefined && !cvcDigits.test(fields.cvc)) {
    return refused('invalid_cvc', 'cvc', 'The security code of your card is invalid.')
  }
  if (card === undefined) {
    const { code, message, declineCode } = declines.testCardOnly
    return { ok: false, code, param: 'number', message, declineCode }
  }
  return { ok: true, card, expMonth: expiry.month, expYear: expiry.year, cvcGiven: fields.cvc !== undefined }
}

function readToken(token: string, now: number): ReadCard {
  const card = findCardByToken(token)
  if (card === undefined) return refused('resource_missing', 'token', `No such token: '${token}'`)
  return { ok: true, card, ...laterExpiry(now), cvcGiven: true }
}

/** The expiry that cards made from a token get: a month that stays in the future. */
export function laterExpiry(now: number): { expMonth: number; expYear: number } {
  return { expMonth: 8, expYear: new Date(now * 1000).getUTCFullYear() + 4 }
}

function readExpiry(fields: CardFields, now: number) {
  const month = fields.exp_month ?? 0
  const typed = fields.exp_year ?? 0
  const year = typed < 100 ? 2000 + typed : typed
  const today = new Date(now * 1000)
  if (month < 1 || month > 12) {
    return refused('invalid_expiry_month', 'exp_month', 'The expiry month of your card is invalid.')
  }
  const thisYear = today.getUTCFullYear()
  if (year < thisYear || year > thisYear + 50) {
    return refused('invalid_expiry_year', 'exp_year', 'The expiry year of your card is invalid.')
  }
  if (year === thisYear && month < today.getUTCMonth() + 1) {
    return refused('invalid_expiry_month', 'exp_month', 'The expiry month of your card is invalid.')
  }
  return { ok: true as const, month, year }
}

function refused(code: string, param: string, message: string) {
  return { ok: false as const, code, param, message }
}

function passesLuhn(number: string): boolean {
  let sum = 0
  for (let place = 0; place < number.length; place += 1) {
    const digit = number.charCodeAt(number.length - 1 - place) - 48
    const doubled = place % 2 === 1 ? digit * 2 : digit
    sum += doubled > 9 ? doubled - 9 : doubled
  }
  return sum % 10 === 0
}
