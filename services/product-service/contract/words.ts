import { struct, text } from '@rialto/core'
import { Type } from 'typebox'

export const productStates = ['draft', 'pending_approval', 'active', 'rejected', 'archived'] as const
export const languages = ['en', 'de', 'ar'] as const
export const taxClasses = ['standard', 'reduced', 'zero'] as const
export const fieldTextCharactersMax = 10_000

/** Text by language; English is the fallback of the others. */
export const localText = (charactersMax: number) =>
  struct({
    en: text(charactersMax, { min: 0 }),
    de: Type.Optional(text(charactersMax, { min: 0 })),
    ar: Type.Optional(text(charactersMax, { min: 0 })),
  })

const optionWords = struct({
  name: Type.Optional(text(60)),
  values: Type.Optional(Type.Record(Type.String(), text(100), { description: 'By the value itself' })),
})

export type Texts = { [word: string]: string }

// Their types are written out: taken from the schema they cost the compiler more than any other part of a contract.
const wordsOfOptions = Type.Unsafe<NonNullable<Translation['options']>>(
  Type.Record(Type.String(), optionWords, { description: 'By the name of the option' }),
)
const wordsOfFacts = Type.Unsafe<NonNullable<Translation['attributes']>>(
  Type.Record(Type.String(), Type.Record(Type.String(), text(fieldTextCharactersMax)), {
    description: 'Texts of facts: by the key of the fact, then by the text itself',
  }),
)

/** What options and facts are called in another language. The words themselves stay what SKUs and filters go by. */
export const productWords = {
  options: Type.Optional(wordsOfOptions),
  attributes: Type.Optional(wordsOfFacts),
}

type Translation = {
  title: string
  description?: string
  options?: { [option: string]: { name?: string; values?: Texts } }
  attributes?: { [key: string]: Texts }
}

/** A product in another language than English. Options and facts that are not given stay as they were. */
const translation = Type.Unsafe<Translation>(
  struct({ title: text(300), description: Type.Optional(text(20_000, { min: 0 })), ...productWords }),
)

export const translations = { de: Type.Optional(translation), ar: Type.Optional(translation) }

export const slug = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 200,
  description: 'The name in the address of the page: lower-case letters, digits and hyphens',
})
