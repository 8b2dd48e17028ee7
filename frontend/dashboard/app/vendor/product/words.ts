import type { Draft } from './draft.ts'

export const wordLanguages = ['de', 'ar'] as const
export type WordLanguage = (typeof wordLanguages)[number]

/** What was typed for the words of other languages, by the key of their row. A row that went keeps what was typed. */
export type DraftWords = Readonly<Record<WordLanguage, Readonly<Record<string, string>>>>

export const emptyWords: DraftWords = { de: {}, ar: {} }

/** A word of the product that can be said in other languages. */
export type WordRow = {
  readonly key: string
  readonly kind: 'option' | 'value' | 'fact'
  /** The option or fact that it belongs to. */
  readonly of: string
  readonly word: string
  /** Where the API speaks of it, behind the language. */
  readonly path: string
}

type Texts = Readonly<Record<string, string>>
type Words = {
  readonly options?: Readonly<Record<string, { readonly name?: string; readonly values?: Texts }>>
  readonly attributes?: Readonly<Record<string, Texts>>
}
type Worded = Pick<Draft, 'options' | 'variants' | 'attributes'>

/** The options with their values, then the texts of facts, each once. */
export function wordRows({ options, variants, attributes }: Worded): WordRow[] {
  const names = options.map((name) => name.trim())
  const rows = [
    ...names.flatMap((name, at) => [
      row('option', name, name),
      ...variants.map((one) => row('value', name, one.values[at]?.trim() ?? '')),
    ]),
    ...attributes
      .filter((one) => one.kind === 'text' || one.kind === 'enum')
      .map((one) => row('fact', one.key, one.value.trim())),
    ...variants
      .flatMap((one) => Object.entries(one.attributes))
      .flatMap(([key, value]) => (typeof value === 'string' ? [row('fact', key, value)] : [])),
  ]
  const byKey = new Map(rows.filter((one) => one.of !== '' && one.word !== '').map((one) => [one.key, one]))
  return [...byKey.values()]
}

function row(kind: WordRow['kind'], of: string, word: string): WordRow {
  const [owner, own] = [pointerPart(of), pointerPart(word)]
  const path = {
    option: `options/${owner}/name`,
    value: `options/${owner}/values/${own}`,
    fact: `attributes/${owner}/${own}`,
  }[kind]
  return { key: keyOf(kind, of, word), kind, of, word, path }
}

function keyOf(kind: WordRow['kind'], of: string, word: string): string {
  return JSON.stringify([kind, of, word])
}

function pointerPart(word: string): string {
  return word.replaceAll('~', '~0').replaceAll('/', '~1')
}

/** The words of a stored translation, by the rows of the editor. */
export function draftWordsOf({ options = {}, attributes = {} }: Words = {}): Record<string, string> {
  return Object.fromEntries([
    ...Object.entries(options).flatMap(([name, option]) => [
      ...(option.name === undefined ? [] : [[keyOf('option', name, name), option.name]]),
      ...Object.entries(option.values ?? {}).map(([value, text]) => [keyOf('value', name, value), text]),
    ]),
    ...Object.entries(attributes).flatMap(([key, texts]) =>
      Object.entries(texts).map(([text, said]) => [keyOf('fact', key, text), said]),
    ),
  ])
}

/** The words of a language as the API takes them: all of them, so that what was emptied goes. */
export function wordsInput(draft: Worded & Pick<Draft, 'words'>, language: WordLanguage) {
  const options: Record<string, { name?: string; values: Record<string, string> }> = {}
  const attributes: Record<string, Record<string, string>> = {}
  for (const { key, kind, of, word } of wordRows(draft)) {
    const text = draft.words[language][key]?.trim() ?? ''
    if (text === '') continue
    if (kind === 'fact') attributes[of] = { ...attributes[of], [word]: text }
    else {
      const option = options[of] ?? { values: {} }
      options[of] =
        kind === 'option'
          ? { ...option, name: text }
          : { ...option, values: { ...option.values, [word]: text } }
    }
  }
  return { options, attributes }
}

/** An option that is named anew keeps what its name and values are called. */
export function renameOption(words: DraftWords, from: string, to: string): DraftWords {
  const renamed = (texts: Texts): Texts =>
    Object.fromEntries(
      Object.entries(texts).map(([key, text]) => {
        const [kind, of, word] = JSON.parse(key) as [WordRow['kind'], string, string]
        if (kind === 'fact' || of !== from.trim()) return [key, text]
        return [keyOf(kind, to.trim(), kind === 'option' ? to.trim() : word), text]
      }),
    )
  return { de: renamed(words.de), ar: renamed(words.ar) }
}
