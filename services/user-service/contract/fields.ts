import { oneOf, struct, text } from '@rialto/core'
import { Type } from 'typebox'

export const language = oneOf(['en', 'de', 'ar'])

/** A mail address as people type it, blanks around it included. Whether it exists shows when a mail arrives. */
export const email = Type.String({
  pattern:
    '^\\s*[^\\s@<>(),;:"\\\\\\[\\]\\u0000-\\u001f]{1,64}@[^\\s@.<>(),;:"\\\\\\[\\]]+(\\.[^\\s@.<>(),;:"\\\\\\[\\]]+)+\\s*$',
  maxLength: 320,
  description: 'Mail address; compared without blanks and capitals',
})

export const newPassword = Type.String({
  minLength: 8,
  maxLength: 200,
  description: 'At least 8 characters, not one of the most common ones',
})

/** Text with at least one visible character: a name of blanks is no name. */
export const words = (charactersMax: number) =>
  Type.String({ minLength: 1, maxLength: charactersMax, pattern: '\\S' })

export const phone = Type.String({
  pattern: '^\\s*\\+?[0-9][0-9 ()/.-]{3,29}\\s*$',
  description: 'Phone number; stored as digits, with the plus sign when it has one',
})

export const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'Country code of ISO 3166-1' })
export const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })
export const token = text(200, { description: 'The secret part of the link in the mail' })

/** Names of roles. Those of vendors come from vendor-service, the rest are granted here. */
export const grantableRoles = [
  'shopper',
  'operator_admin',
  'operator_catalogue',
  'operator_support',
  'operator_finance',
] as const

export const addressFields = {
  name: words(200),
  company: Type.Optional(words(200)),
  lines: Type.Array(words(200), {
    minItems: 1,
    maxItems: 3,
    description: 'Street and number, floor, building',
  }),
  city: words(120),
  postalCode: Type.Optional(
    Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9 -]{0,19}$', description: 'Where the country has them' }),
  ),
  region: Type.Optional(words(80)),
  country,
  phone: Type.Optional(phone),
}

export const preferences = struct({
  language,
  currency: Type.Union([currency, Type.Null()]),
  marketing: Type.Boolean({ description: 'Whether the person wants mails that sell something' }),
})
