import type { FieldProblem } from '@rialto/core'
import type { FieldValues, Language } from '../model.ts'

type Texts = Readonly<Record<string, string>>

/** What a product's options and facts are called in one language, by the words themselves. Empty parts are left out. */
export type Words = {
  options?: Readonly<Record<string, OptionWords>>
  attributes?: Readonly<Record<string, Texts>>
}
export type OptionWords = { name?: string; values?: Texts }

export type TranslatedLanguage = Exclude<Language, 'en'>
export type WordsByLanguage = { readonly [L in TranslatedLanguage]?: Words }

const translatedLanguages = ['de', 'ar'] as const

/** What of a product has words that can be translated. */
export type Worded = {
  readonly optionNames: readonly string[]
  readonly attributes: FieldValues
  readonly variants: readonly { readonly options: Texts; readonly attributes: FieldValues }[]
}

type Wish = { readonly de?: Words | undefined; readonly ar?: Words | undefined }

/**
 * The words after an edit of the translations: an option or a fact that is given replaces what was there, a part that is
 * not given stays, as far as the product still has what it names. A language that is not given goes with its title.
 */
export function editWords(before: WordsByLanguage, wish: Wish | undefined, product: Worded): WordsByLanguage {
  return byLanguage((language) => {
    const kept = keepKnown(before[language] ?? {}, product)
    if (wish === undefined) return kept
    const given = wish[language]
    return (
      given && { options: given.options ?? kept.options, attributes: given.attributes ?? kept.attributes }
    )
  })
}

function byLanguage(wordsIn: (language: TranslatedLanguage) => GivenWords | undefined): WordsByLanguage {
  const entries = translatedLanguages.flatMap((language) => {
    const words = tidy(wordsIn(language) ?? {})
    return Object.keys(words).length === 0 ? [] : [[language, words]]
  })
  return Object.fromEntries(entries) as WordsByLanguage
}

type GivenWords = { options?: Words['options'] | undefined; attributes?: Words['attributes'] | undefined }

/** Without empty parts, so that the same words are stored in one way only (INV-3). */
function tidy({ options = {}, attributes = {} }: GivenWords): Words {
  const named = mapValues(options, ({ name, values = {} }) => ({
    ...(name === undefined ? {} : { name }),
    ...(isEmpty(values) ? {} : { values }),
  }))
  const [some, texts] = [withoutEmpty(named), withoutEmpty(attributes)]
  return {
    ...(isEmpty(some) ? {} : { options: some }),
    ...(isEmpty(texts) ? {} : { attributes: texts }),
  }
}

function withoutEmpty<V extends object>(parts: Readonly<Record<string, V>>): Record<string, V> {
  return Object.fromEntries(Object.entries(parts).filter(([, part]) => !isEmpty(part)))
}

function keepKnown({ options = {}, attributes = {} }: Words, product: Worded): Words {
  const known = knownWords(product)
  const pick = (texts: Texts, words: ReadonlySet<string> | undefined): Texts =>
    Object.fromEntries(Object.entries(texts).filter(([word]) => words?.has(word)))
  return {
    options: mapValues(pickKeys(options, known.options), (option, name) => ({
      ...option,
      values: pick(option.values ?? {}, known.options.get(name)),
    })),
    attributes: mapValues(attributes, (texts, key) => pick(texts, known.attributes.get(key))),
  }
}

/** The values of each option, and the texts of each fact, over the product and its variants. */
function knownWords({ optionNames, attributes, variants }: Worded) {
  const texts = new Map<string, Set<string>>()
  for (const values of [attributes, ...variants.map((variant) => variant.attributes)])
    for (const [key, value] of Object.entries(values))
      if (typeof value === 'string') texts.set(key, (texts.get(key) ?? new Set()).add(value))
  const valuesOf = (name: string) => new Set(variants.flatMap(({ options }) => own(options, name) ?? []))
  return { options: new Map(optionNames.map((name) => [name, valuesOf(name)])), attributes: texts }
}

/** Translations of what the product does not have, and two things that would be shown by one word. */
export function findTranslationProblems(
  product: Worded & { readonly words: WordsByLanguage },
): FieldProblem[] {
  const known = knownWords(product)
  return translatedLanguages.flatMap((language) => {
    const { options = {}, attributes = {} } = product.words[language] ?? {}
    const path = `/translations/${language}`
    const nameOf = (name: string) => own(options, name)?.name ?? name
    return [
      ...findUnknown(options, known.options, {
        path: `${path}/options`,
        problem: 'is not an option of the product',
        code: 'OPTION_UNKNOWN',
      }),
      ...findUnknown(attributes, known.attributes, {
        path: `${path}/attributes`,
        problem: 'is not a text fact of the product',
        code: 'FACT_UNKNOWN',
      }),
      ...findAlike(product.optionNames, nameOf).map((name) =>
        alike(`${path}/options/${pointerPart(name)}/name`),
      ),
      ...Object.entries(options).flatMap(([name, { values = {} }]) =>
        findValueProblems(values, known.options.get(name), `${path}/options/${pointerPart(name)}/values`),
      ),
      ...Object.entries(attributes).flatMap(([key, texts]) =>
        known.attributes.has(key)
          ? findUnknown(texts, known.attributes.get(key), {
              path: `${path}/attributes/${pointerPart(key)}`,
              problem: 'is not a text of this fact',
              code: 'FACT_TEXT_UNKNOWN',
            })
          : [],
      ),
    ]
  })
}

/** Two values that are called the same would be two buttons that nobody can tell apart. */
function findValueProblems(
  values: Texts,
  known: ReadonlySet<string> | undefined,
  path: string,
): FieldProblem[] {
  if (known === undefined) return []
  return [
    ...findUnknown(values, known, {
      path,
      problem: 'is not a value of this option',
      code: 'OPTION_VALUE_UNKNOWN',
    }),
    ...findAlike([...known], (value) => own(values, value) ?? value).map((value) =>
      alike(`${path}/${pointerPart(value)}`),
    ),
  ]
}

function findUnknown(
  parts: Readonly<Record<string, unknown>>,
  known: { has(word: string): boolean } | undefined,
  { path, ...told }: FieldProblem,
): FieldProblem[] {
  return Object.keys(parts).flatMap((word) =>
    known?.has(word) ? [] : [{ path: `${path}/${pointerPart(word)}`, ...told }],
  )
}

function findAlike(words: readonly string[], shown: (word: string) => string): string[] {
  const seen = new Set<string>()
  return words.filter((word) => {
    const isSeen = seen.has(shown(word))
    seen.add(shown(word))
    return isSeen
  })
}

function alike(path: string): FieldProblem {
  return { path, problem: 'is called like another one', code: 'ALIKE' }
}

/** A word as a part of a JSON pointer. */
function pointerPart(word: string): string {
  return word.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** A variant's options as they are shown, for each language that has words for one of them. */
export function localOptionsOf(options: Texts, words: WordsByLanguage): { de?: Texts; ar?: Texts } {
  const entries = translatedLanguages.flatMap((language) => {
    const known = words[language]?.options
    const isTranslated = known && Object.keys(options).some((name) => own(known, name))
    return isTranslated ? [[language, nameOptions(options, known)]] : []
  })
  return Object.fromEntries(entries) as { de?: Texts; ar?: Texts }
}

function nameOptions(options: Texts, words: NonNullable<Words['options']>): Texts {
  const shown = Object.entries(options).map(([name, value]) => [
    own(words, name)?.name ?? name,
    own(own(words, name)?.values ?? {}, value) ?? value,
  ])
  return Object.fromEntries(shown) as Texts
}

/** All words of each language, for the search. */
export function wordListsOf(words: WordsByLanguage): { de?: string[]; ar?: string[] } {
  return mapValues(words, ({ options = {}, attributes = {} }) => [
    ...Object.values(options).flatMap(({ values = {} }) => Object.values(values)),
    ...Object.values(attributes).flatMap((texts) => Object.values(texts)),
  ])
}

function mapValues<V, W>(
  parts: Readonly<Record<string, V>>,
  change: (part: V, key: string) => W,
): Record<string, W> {
  return Object.fromEntries(Object.entries(parts).map(([key, part]) => [key, change(part, key)]))
}

function pickKeys<V>(
  parts: Readonly<Record<string, V>>,
  keys: { has(key: string): boolean },
): Record<string, V> {
  return Object.fromEntries(Object.entries(parts).filter(([key]) => keys.has(key)))
}

/** Words are written by people: one of them may be called `constructor`. */
function own<V>(parts: Readonly<Record<string, V>>, key: string): V | undefined {
  return Object.hasOwn(parts, key) ? parts[key] : undefined
}

function isEmpty(part: object): boolean {
  return Object.keys(part).length === 0
}
