import { createTexts, type Texts } from '@rialto/ui'
import { useRouteLoaderData } from 'react-router'
import ar from '../texts/ar.json' with { type: 'json' }
import de from '../texts/de.json' with { type: 'json' }
import en from '../texts/en.json' with { type: 'json' }
import type { RootData } from './root.tsx'

export type TextKey = keyof typeof en
export type Say = Texts<TextKey>

/** The texts of a language: `say('cart.title', { count: 2 })`. For loaders and titles. */
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
