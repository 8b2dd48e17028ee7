import { suggestProducts } from '@rialto/search-service/contract'
import { addLanguage } from '@rialto/ui'
import type { LoaderFunctionArgs } from 'react-router'
import { textsIn } from '../texts.ts'
import { visitOf } from '../visit.ts'

const wordsCharactersMax = 100

/** Titles for what is being typed in the search (`islands/suggest.ts`). */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const visit = visitOf(args)
  const { language } = visit
  const say = textsIn(language)
  const words = (new URL(args.request.url).searchParams.get('q') ?? '').trim().slice(0, wordsCharactersMax)
  const found = words === '' ? null : await visit.api.call(suggestProducts, { query: words, language })
  // Typing goes on when suggestions cannot be read: the search itself still answers.
  const titles = found?.ok ? found.value.items : []
  const items = titles.map(({ title, slug }) => ({ title, href: addLanguage(language, `/products/${slug}`) }))
  return Response.json({
    items,
    status: say('shop.search.count', { count: items.length }),
    label: say('shop.search.suggestions'),
  })
}
