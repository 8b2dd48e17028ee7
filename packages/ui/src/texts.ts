import { IntlMessageFormat, type PrimitiveType } from 'intl-messageformat'
import type { Language } from './language.ts'

/** Says a text of the catalogue in one language. Keys are those of the catalogue, values fill its ICU arguments. */
export type Texts<Key extends string> = (key: Key, values?: Readonly<Record<string, PrimitiveType>>) => string

/** Texts of one app. Each message is parsed once a process and language, not once a page. */
export function createTexts<Key extends string>(
  catalogues: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
): (language: Language) => Texts<Key> {
  const parsed = new Map<string, IntlMessageFormat>()
  return (language) => (key, values) => {
    const text = catalogues[language][key]
    if (text === undefined) throw new Error(`There is no text ${key} in ${language}`)
    if (values === undefined && !text.includes('{') && !text.includes("'")) return text
    const id = `${language} ${key}`
    const message = parsed.get(id) ?? new IntlMessageFormat(text, localeOf(language))
    parsed.set(id, message)
    return String(message.format(values))
  }
}

/** Numbers stay in Latin digits in Arabic too: prices, order numbers and forms then read the same (ui brief). */
export function localeOf(language: Language): string {
  return language === 'ar' ? 'ar-u-nu-latn' : language
}
