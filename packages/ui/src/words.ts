import type { Language } from './language.ts'

type Texts = Readonly<Record<string, string>>
/** A product with the words of the language that it was read in. */
type Worded = {
  readonly words: {
    readonly options?: Readonly<Record<string, { readonly name?: string; readonly values?: Texts }>>
    readonly attributes?: Readonly<Record<string, Texts>>
  }
}
type Optioned = {
  readonly options: Texts
  readonly localOptions?: { readonly de?: Texts; readonly ar?: Texts } | undefined
}

type Named = {
  readonly name: string
  readonly localNames?: { readonly de?: string | undefined; readonly ar?: string | undefined } | undefined
}

/** What a thing is called in a language; without a name of that language as whoever made it calls it. */
export function nameIn({ name, localNames = {} }: Named, language: Language): string {
  return language === 'en' ? name : (localNames[language] ?? name)
}

/** What a variant has chosen of each option, in a language; without words of that language as the vendor wrote it. */
export function optionsIn({ options, localOptions = {} }: Optioned, language: Language): string[] {
  return Object.values(language === 'en' ? options : (localOptions[language] ?? options))
}

/** An option of a product by the name that a reader knows it by. */
export function optionName({ words }: Worded, name: string): string {
  return own(words.options, name)?.name ?? name
}

export function optionValue({ words }: Worded, name: string, value: string): string {
  return own(own(words.options, name)?.values, value) ?? value
}

/** The text of a fact, in the words that a reader knows. */
export function factText({ words }: Worded, key: string, text: string): string {
  return own(own(words.attributes, key), text) ?? text
}

/** A vendor may call an option `constructor`, and every object has one of those. */
function own<V>(parts: Readonly<Record<string, V>> | undefined, key: string): V | undefined {
  return parts && Object.hasOwn(parts, key) ? parts[key] : undefined
}
