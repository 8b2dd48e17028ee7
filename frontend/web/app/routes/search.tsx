import type { LoaderFunctionArgs, MetaFunction } from 'react-router'
import { nameIn, readCategories } from '../market/categories.ts'
import { readProducts } from '../market/list-products.ts'
import { isNarrowed, readListQuery, writeListQuery } from '../market/list-query.ts'
import { ShopLink } from '../parts/link.tsx'
import { ListView } from '../parts/list-view.tsx'
import { pageMeta } from '../parts/page-meta.ts'
import { type Say, textsIn, useSay } from '../texts.ts'
import { visitOf } from '../visit.ts'

const categoriesShown = 8

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const { language } = visit
  const query = readListQuery(new URL(args.request.url).searchParams)
  const [list, categories] = await Promise.all([readProducts(visit, query), readCategories(visit)])
  const chosen = categories.find(({ id }) => id === query.category)
  return {
    list,
    categoryName: chosen ? nameIn(chosen.name, language) : null,
    language,
    publicUrl: visit.settings.publicUrl,
  }
}

type Data = Awaited<ReturnType<typeof loader>>

function titleOf({ list }: Data, say: Say): string {
  const { query } = list
  if (query.words !== '') return say('market.search.titleFor', { words: query.words })
  return query.onSale ? say('market.search.titleSale') : say('market.search.titleAll')
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { language, publicUrl } = loaderData
  const say = textsIn(language)
  const title = `${titleOf(loaderData, say)} · ${say('market.search.title')}`
  const description = say('market.search.description')
  return pageMeta({ language, publicUrl, path: '/search', title, description, isIndexed: false })
}

export default function SearchPage({ loaderData }: { loaderData: Data }) {
  const say = useSay()
  const { list, categoryName } = loaderData
  const { query, correctedQuery } = list
  // The empty list says the words again, and large.
  const isFruitless = list.total === 0 && query.words !== '' && !isNarrowed(query)
  return (
    <div className="mx-auto max-w-7xl px-4 pt-8 md:px-8">
      <h1 className={isFruitless ? 'sr-only' : 'display text-3xl wrap-anywhere md:text-4xl'}>
        {titleOf(loaderData, say)}
      </h1>
      {correctedQuery === null || list.products.length === 0 ? null : (
        <p className="mt-3">
          {say('market.search.corrected', { words: query.words, corrected: correctedQuery })}
        </p>
      )}
      <CategoryChoices data={loaderData} />
      <div className="mt-8">
        <ListView list={list} path="/search" categoryName={categoryName} />
      </div>
    </div>
  )
}

/** In which categories the words were found. */
function CategoryChoices({ data: { list } }: { data: Data }) {
  const say = useSay()
  const { query, facets } = list
  const choices = facets.categories.filter(({ name }) => name !== '').slice(0, categoriesShown)
  if (query.category !== null || isNarrowed(query) || choices.length < 2) return null
  return (
    <nav aria-label={say('market.filter.category')} className="mt-4">
      <ul className="flex flex-wrap gap-x-5">
        {choices.map(({ value, name, count }) => (
          <li key={value}>
            <ShopLink
              to={`/search${writeListQuery({ ...query, category: value, page: 1 })}`}
              className="group inline-flex min-h-11 items-center gap-1.5"
            >
              <span className="underline decoration-border decoration-1 underline-offset-8 group-hover:decoration-ink">
                {name}
              </span>{' '}
              <span className="figures text-sm text-ink-2">{count}</span>
            </ShopLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}
