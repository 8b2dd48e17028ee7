import { struct, text } from '@rialto/core'
import { Type } from 'typebox'

export const productStates = ['draft', 'pending_approval', 'active', 'rejected', 'archived'] as const
export const languages = ['en', 'de', 'ar'] as const
export const taxClasses = ['standard', 'reduced', 'zero'] as const

/** Text by language; English is the fallback of the others. */
export const localText = (charactersMax: number) =>
  struct({
    en: text(charactersMax, { min: 0 }),
    de: Type.Optional(text(charactersMax, { min: 0 })),
    ar: Type.Optional(text(charactersMax, { min: 0 })),
  })

export const slug = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  maxLength: 200,
  description: 'The name in the address of the page: lower-case letters, digits and hyphens',
})
