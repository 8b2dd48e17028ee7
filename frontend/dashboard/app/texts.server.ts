import type { Language } from '@rialto/ui'
import { ar } from './texts/ar.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'
import type { TextKey } from './texts.ts'

const catalogues = { en, de, ar }

/** The texts of a language as they are sent to the browser with the first page. */
export function catalogueOf(language: Language): Readonly<Record<TextKey, string>> {
  return catalogues[language]
}
