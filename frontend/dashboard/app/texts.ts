import { createTexts, type Language, type Texts } from '@rialto/ui'
import { useRouteLoaderData } from 'react-router'
import type { RootData } from './root.tsx'
import type { en } from './texts/en.ts'

export type TextKey = keyof typeof en
export type Say = Texts<TextKey>
export type Catalogue = Readonly<Record<TextKey, string>>

const known = new WeakMap<Catalogue, Say>()

/** Says texts of one catalogue. The browser has only that of the page's language: it came with the first page. */
export function sayFrom(catalogue: Catalogue, language: Language): Say {
  const say =
    known.get(catalogue) ?? createTexts<TextKey>({ en: catalogue, de: catalogue, ar: catalogue })(language)
  known.set(catalogue, say)
  return say
}

/** What every page of this visit knows: language, texts, theme, who is there. */
export function useRoot(): RootData {
  const data = useRouteLoaderData('root') as RootData | undefined
  if (!data) throw new Error('The page has no root data')
  return data
}

/** The texts of the page's language, for components. */
export function useSay(): Say {
  const { texts, language } = useRoot()
  return sayFrom(texts, language)
}

/** Says why something was refused: the area's own words for the code, or the frame's, or one that names the code. */
export function useRefusal(area: 'operator' | 'vendor'): (code: string) => string {
  const { texts } = useRoot()
  const say = useSay()
  return (code) => {
    const keys = [`${area}.refused.${code}`, `frame.refused.${code}`] as TextKey[]
    const key = keys.find((one) => one in texts)
    return key === undefined ? say('frame.refused.other', { code }) : say(key)
  }
}

type MetaArguments = { matches: readonly ({ id: string; loaderData?: unknown } | undefined)[] }

/** The title of a page, for its `meta`: `export const meta = titled('operator.orders.title')`. */
export function titled(key: TextKey) {
  return ({ matches }: MetaArguments) => {
    const root = matches.find((match) => match?.id === 'root')?.loaderData as RootData | undefined
    if (!root) return []
    const say = sayFrom(root.texts, root.language)
    return [{ title: `${say(key)} · ${say('frame.name')}` }]
  }
}
