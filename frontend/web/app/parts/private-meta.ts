import { languageDefault } from '@rialto/ui'
import type { MetaDescriptor } from 'react-router'
import type { RootData } from '../root.tsx'
import { type TextKey, textsIn } from '../texts.ts'
import { pageMeta } from './page-meta.ts'

type Matches = readonly ({ readonly id: string; readonly loaderData?: unknown } | undefined)[]

/** The head of a page that shows one visitor's own things: it has a title, and no place in a search engine. */
export function privateMeta(matches: Matches, title: TextKey): MetaDescriptor[] {
  const root = matches.find((match) => match?.id === 'root')?.loaderData as RootData | undefined
  const language = root?.language ?? languageDefault
  const say = textsIn(language)
  return pageMeta({
    language,
    publicUrl: root?.publicUrl ?? '',
    path: (root?.here ?? '/').split('?')[0] ?? '/',
    title: say(title),
    description: say('checkout.description'),
    isIndexed: false,
  })
}
