import { struct, text } from '@rialto/core'
import { Type } from 'typebox'

/** What is called `name` in other languages; in those that are not there it is called by its name. */
export const localNames = Type.Unsafe<{ de?: string; ar?: string }>(
  struct({ de: Type.Optional(text(120)), ar: Type.Optional(text(120)) }),
)
