import { buttonClass, Icon } from '@rialto/ui'
import type { ProductList } from '../market/list-products.ts'
import { isNarrowed, type Sort, sorts, widen, writeListQuery } from '../market/list-query.ts'
import { useRoot, useSay } from '../texts.ts'
import { Island } from './island.tsx'
import { ShopLink } from './link.tsx'
import { ListChips } from './list-chips.tsx'
import { ListFilters, listForm } from './list-filters.tsx'
import { PageLinks } from './page-links.tsx'
import { ProductGrid } from './product-grid.tsx'

const countedMax = 10_000

type ListProps = {
  readonly list: ProductList
  readonly path: string
  readonly isVendorFixed?: boolean
  readonly categoryName?: string | null
}

/** A list of products with everything to narrow, order and page it. All of it is in the address. */
export function ListView({ list, path, isVendorFixed = false, categoryName = null }: ListProps) {
  const say = useSay()
  const { query } = list
  const nothingToChoose = list.total === 0 && !isNarrowed(query)
  if (nothingToChoose) return <EmptyList list={list} path={path} />
  return (
    <div className="lg:grid lg:grid-cols-[14rem_1fr] lg:gap-10 xl:gap-14">
      <Island name="list" />
      <ListFilters list={list} path={path} isVendorFixed={isVendorFixed} />
      <section id="products" aria-labelledby="products-title" className="min-w-0 scroll-mt-4">
        <h2 id="products-title" className="sr-only">
          {say('market.list.products')}
        </h2>
        <Toolbar list={list} />
        <ListChips list={list} path={path} categoryName={categoryName} />
        {list.products.length === 0 ? (
          <EmptyList list={list} path={path} />
        ) : (
          <ProductGrid products={list.products} isFirst isVendorNamed={!isVendorFixed} isBesideFilters />
        )}
        <PageLinks path={path} query={query} pageCount={list.totalPages} />
      </section>
    </div>
  )
}

function Toolbar({ list }: { list: ProductList }) {
  const say = useSay()
  const { query, total, facets } = list
  const set = [
    query.brands.length > 0,
    query.inStock,
    query.onSale,
    query.vendor,
    query.priceMin,
    query.priceMax,
    query.rating,
  ]
  const setCount = set.filter((one) => one !== null && one !== false).length
  // Without words nothing matches better than another thing: the newest come first, and that is one choice.
  const isBest = (sort: Sort) => sort === (query.words === '' ? 'newest' : 'best')
  const offered = sorts.filter(
    (sort) => (sort !== 'rating' || facets.ratings.length > 0) && (sort !== 'best' || query.words !== ''),
  )
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 border-b border-stone pb-3">
      <p className="figures w-full text-sm text-ink-2 md:w-auto" role="status">
        {say(total >= countedMax ? 'market.list.countMany' : 'market.list.count', { count: total })}
      </p>
      <div className="flex w-full flex-wrap items-center gap-3 text-sm md:w-auto">
        <a href="#filters" className={buttonClass('quiet', 'grow lg:hidden')}>
          <Icon name="filter" className="size-5" />
          {setCount === 0 ? say('market.filter.open') : say('market.filter.openCount', { count: setCount })}
        </a>
        <label htmlFor="sort" className="max-md:sr-only">
          {say('market.sort.label')}
        </label>
        <select
          id="sort"
          name="sort"
          form={listForm}
          defaultValue={isBest(query.sort) ? '' : query.sort}
          data-list-order=""
          className="h-11 min-w-32 flex-1 rounded-control border border-border bg-raised px-3 text-base md:flex-none"
        >
          {offered.map((sort) => (
            <option key={sort} value={isBest(sort) ? '' : sort}>
              {say(`market.sort.${sort}`)}
            </option>
          ))}
        </select>
        <span className="hidden noscript:block">
          <button type="submit" form={listForm} className={buttonClass('quiet')}>
            {say('market.sort.apply')}
          </button>
        </span>
      </div>
    </div>
  )
}

/** An empty list says why, and what to do next. */
function EmptyList({ list, path }: { list: ProductList; path: string }) {
  const say = useSay()
  const { categories } = useRoot()
  const { query } = list
  const title = isNarrowed(query)
    ? say('market.empty.titleNarrow')
    : query.words === ''
      ? say('market.empty.titlePlain')
      : say('market.empty.title', { words: query.words })
  return (
    <div className="max-w-prose py-10">
      <p className="display text-2xl">{title}</p>
      {query.words === '' ? null : <p className="mt-3 text-ink-2">{say('market.empty.spelling')}</p>}
      {isNarrowed(query) ? (
        <ShopLink to={`${path}${writeListQuery(widen(query))}`} className={buttonClass('quiet', 'mt-6')}>
          {say('market.empty.widen')}
        </ShopLink>
      ) : null}
      <p className="mt-8">{say('market.empty.browse')}</p>
      <ul className="mt-2 flex flex-wrap gap-x-5">
        {categories.map(({ id, slug, name }) => (
          <li key={id}>
            <ShopLink
              to={`/categories/${slug}`}
              className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
            >
              {name}
            </ShopLink>
          </li>
        ))}
      </ul>
    </div>
  )
}
