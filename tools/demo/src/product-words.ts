import words from './product-words.json' with { type: 'json' }
import type { Entry, Words } from './types.ts'

// What the catalogue's options and facts are called, written down once a word: an option by its name, a fact by its key,
// and of a fact that lists several things each of them (`Steel, leather`).

type Pair = readonly string[]
type Pairs = Readonly<Record<string, Pair>>

const languages = ['de', 'ar'] as const
export type TranslatedLanguage = (typeof languages)[number]

const options: Readonly<Record<string, { name: Pair; values: Pairs }>> = words.options
const facts: Readonly<Record<string, Pairs>> = words.facts

/** Numbers, sizes of clothes and paper, and notes read alike in every language. */
const sign = /^(\d[\d\s×–/.,]*|[SML]|XL|[ABC]\d|[ACE])$/
const measure = /^(\d[\d ×]*) (g|kg|ml|cm)$/
const arabicUnits: Readonly<Record<string, string>> = { g: 'غرام', kg: 'كغم', ml: 'ملتر', cm: 'سم' }

/** The words of one product in a language; what has none is left out, and is shown as it is. */
export function productWords(
  { options: chosen = {}, facts: known }: Entry,
  language: TranslatedLanguage,
): Words {
  const at = languages.indexOf(language)
  return {
    options: Object.fromEntries(
      Object.entries(chosen).map(([name, values]) => {
        const option = options[name]
        const said = values.flatMap((value) => {
          const word = sayMeasure(value, language) ?? option?.values[value]?.[at]
          return word === undefined ? [] : [[value, word]]
        })
        return [name, { name: option?.name[at] ?? name, values: Object.fromEntries(said) }]
      }),
    ),
    attributes: Object.fromEntries(
      Object.entries(known).flatMap(([key, value]) => {
        if (typeof value !== 'string') return []
        const text = sayMeasure(value, language) ?? sayFact(key, value, language)
        return text === undefined ? [] : [[key, { [value]: text }]]
      }),
    ),
  }
}

/** Whether a word reads alike in every language and needs no translation. */
export function isSign(word: string): boolean {
  return sign.test(word)
}

/** German writes measures as English does. */
function sayMeasure(text: string, language: TranslatedLanguage): string | undefined {
  const [, count, unit = ''] = measure.exec(text) ?? []
  if (count === undefined) return undefined
  return language === 'de' ? text : `${count} ${arabicUnits[unit]}`
}

function sayFact(key: string, text: string, language: TranslatedLanguage): string | undefined {
  const at = languages.indexOf(language)
  const parts = text.split(', ').map((part) => {
    const pairs = facts[key] ?? {}
    return (pairs[part] ?? pairs[part.charAt(0).toUpperCase() + part.slice(1)])?.[at]
  })
  return parts.every((part) => part !== undefined) ? parts.join(language === 'ar' ? '، ' : ', ') : undefined
}
