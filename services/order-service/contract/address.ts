import { struct } from '@rialto/core'
import { Type } from 'typebox'

export const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'Country code of ISO 3166-1' })

/** Text with at least one visible character: a name of blanks is no name. */
const words = (charactersMax: number) =>
  Type.String({ minLength: 1, maxLength: charactersMax, pattern: '\\S' })

export const address = struct({
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
  phone: Type.Optional(Type.String({ pattern: '^\\+?[0-9][0-9 ()/.-]{3,29}$' })),
})

export const email = Type.String({
  pattern: '^[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+$',
  maxLength: 320,
})
