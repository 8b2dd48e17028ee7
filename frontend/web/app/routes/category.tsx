import type { LoaderFunctionArgs, MetaFunction } from 'react-router'
import { named, nameIn, readCategories } from '../market/categories.ts'
import { readProducts } from '../market/list-products.ts'
import { isNarrowed, readListQuery, writeListQuery } from '../market/list-query.ts'
import { Breadcrumbs } from '../parts/breadcrumbs.tsx'
import { ShopLink } from '../parts/link.tsx'
import { ListView } from '../parts/list-view.tsx'
import { breadcrumbFacts, pageMeta } from '../parts/page-meta.ts'
import { textsIn, useSay } from '../texts.ts'
import { visitOf } from '../visit.ts'

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const { language } = visit
  const categories = await readCategories(visit)
  const category = categories.find(({ slug }) => slug === args.params['slug'])
  if (!category) throw new Response(null, { status: 404 })
  const query = readListQuery(new URL(args.request.url).searchParams)
  const list = await readProducts(visit, { ...query, category: null }, { category: category.id })
  const counts = new Map(list.facets.categories.map(({ value, count }) => [value, count]))
  const byId = new Map(categories.map((one) => [one.id, one]))
  const above = category.path.toReversed().flatMap((id) => byId.get(id) ?? [])
  return {
    list,
    name: nameIn(category.name, language),
    path: `/categories/${category.slug}`,
    children: categories
      .filter(({ parentId }) => parentId === category.id)
      .map((child) => ({ ...named(language)(child), count: counts.get(child.id) ?? 0 })),
    crumbs: [
      { name: textsIn(language)('market.crumbs.home'), path: '/' },
      ...above.map(({ slug, name }) => ({ name: nameIn(name, language), path: `/categories/${slug}` })),
    ],
    language,
    publicUrl: visit.settings.publicUrl,
  }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { list, name, path, crumbs, language, publicUrl } = loaderData
  const { query } = list
  return pageMeta({
    language,
    publicUrl,
    path: `${path}${query.page > 1 ? writeListQuery({ ...query, sort: 'best' }) : ''}`,
    title: name,
    description: textsIn(language)('market.category.description', { name }),
    image: list.products[0]?.image ?? null,
    isIndexed: !isNarrowed(query) && query.words === '',
    facts: [breadcrumbFacts(crumbs, { publicUrl, language })],
  })
}

export default function CategoryPage({ loaderData }: { loaderData: Awaited<ReturnType<typeof loader>> }) {
  const say = useSay()
  const { list, name, path, children, crumbs } = loaderData
  return (
    <div className="mx-auto max-w-7xl px-4 pt-4 md:px-8">
      <Breadcrumbs crumbs={crumbs} />
      <h1 className="display mt-2 text-3xl md:text-4xl">{name}</h1>
      {children.length === 0 ? null : (
        <nav aria-label={say('market.category.children', { name })} className="mt-5">
          <ul className="flex flex-wrap gap-x-6 gap-y-1">
            {children.map((child) => (
              <li key={child.id}>
                <ShopLink
                  to={`/categories/${child.slug}`}
                  className="group inline-flex min-h-11 items-center gap-1.5"
                >
                  <span className="underline decoration-border decoration-1 underline-offset-8 group-hover:decoration-ink">
                    {child.name}
                  </span>{' '}
                  <span className="figures text-sm text-ink-2">{child.count}</span>
                </ShopLink>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <div className="mt-8">
        <ListView list={list} path={path} />
      </div>
    </div>
  )
}
