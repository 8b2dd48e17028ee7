import { createTexts, type Texts } from '@rialto/ui'
import { useRouteLoaderData } from 'react-router'
import type { RootData } from './root.tsx'
import { ar } from './texts/ar.ts'
import { de } from './texts/de.ts'
import { en } from './texts/en.ts'

export type TextKey = keyof typeof en
export type Say = Texts<TextKey>

/** The texts of a language: `textsIn('de')('cart.title', { count: 2 })`. For loaders and titles. */
export const textsIn = createTexts<TextKey>({ en, de, ar })

/** What every page of this visit knows: language, currency, theme, who is there, what is in the bag. */
export function useRoot(): RootData {
  const data = useRouteLoaderData('root') as RootData | undefined
  if (!data) throw new Error('The page has no root data')
  return data
}

/** The texts of the page's language, for components. */
export function useSay(): Say {
  return textsIn(useRoot().language)
}
