import type { FieldProblem } from '@rialto/core'
import type { Say } from '../texts.ts'

/** What somebody typed, by field: it comes back into the form when something was wrong. */
export type Typed = Readonly<Record<string, string>>

/** Problems by field, as the text that stands beside the field. */
export type Problems = Readonly<Record<string, string>>

/** The text of a field; blanks around it are not part of what was meant. */
export function textOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}

/** The named fields of a form. Never name a password here: what is typed is shown again. */
export function typedOf(form: FormData, names: readonly string[]): Typed {
  return Object.fromEntries(names.map((name) => [name, textOf(form, name)]))
}

/** The texts of the fields that the API found wrong: `/lines/0` and `/preferences/currency` are fields of a form too. */
export function problemsOf(
  fields: readonly FieldProblem[] | undefined,
  texts: Readonly<Record<string, string>>,
): Problems {
  const found: Record<string, string> = {}
  for (const { path } of fields ?? []) {
    const name = path.slice(1).replaceAll('/', '.')
    const text = texts[name]
    if (text !== undefined) found[name] ??= text
  }
  return found
}

const codes = [
  'ADDRESS_LIMIT_REACHED',
  'BUSY',
  'CALL_UNKNOWN',
  'CART_FULL',
  'INVALID_STATUS_TRANSITION',
  'LINES_NOT_DELIVERED',
  'LINK_EXPIRED',
  'LINK_INVALID',
  'NOT_FOUND',
  'PASSWORD_TOO_COMMON',
  'PAYMENT_UNSETTLED',
  'RATE_LIMITED',
  'RETURN_PERIOD_OVER',
  'VALIDATION_FAILED',
  'VERSION_CONFLICT',
] as const

/** What a refusal means for the person in front of the page, and what to do. */
export function refusalText(say: Say, code: string): string {
  const known = codes.find((one) => one === code)
  return say(known ? `account.code.${known}` : 'account.code.other')
}
