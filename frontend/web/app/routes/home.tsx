import { Icon } from '@rialto/ui'
import type { ReactNode } from 'react'
import type { LoaderFunctionArgs, MetaFunction } from 'react-router'
import { type Market, readMarket } from '../market/market.ts'
import { DropTeaser, readDropTeaser } from '../parts/drop-teaser.tsx'
import { ShopLink } from '../parts/link.tsx'
import { pageAddress, pageMeta } from '../parts/page-meta.ts'
import { ProductGrid } from '../parts/product-grid.tsx'
import { LeadStall, SmallStall } from '../parts/stall.tsx'
import { textsIn, useRoot, useSay } from '../texts.ts'
import { visitOf } from '../visit.ts'

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const [market, drop] = await Promise.all([readMarket(visit), readDropTeaser(visit)])
  return { market, drop, language: visit.language, publicUrl: visit.settings.publicUrl }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { market, language, publicUrl } = loaderData
  const say = textsIn(language)
  const url = pageAddress({ publicUrl, path: '/' }, language)
  return pageMeta({
    language,
    publicUrl,
    path: '/',
    title: say('market.home.title'),
    description: say('market.home.description'),
    image: market.stalls[0]?.products[0]?.image ?? null,
    facts: [
      { '@type': 'Organization', name: say('shop.name'), url },
      {
        '@type': 'WebSite',
        name: say('shop.name'),
        url,
        inLanguage: language,
        potentialAction: {
          '@type': 'SearchAction',
          target: `${pageAddress({ publicUrl, path: '/search' }, language)}?q={words}`,
          'query-input': 'required name=words',
        },
      },
    ],
  })
}

const section =
  'later mx-auto mt-20 max-w-7xl px-4 [contain-intrinsic-block-size:auto_50rem] md:mt-28 md:px-8'

export default function Home({ loaderData }: { loaderData: Awaited<ReturnType<typeof loader>> }) {
  const say = useSay()
  const { market, drop } = loaderData
  const { vendorCount, productCount, newest, reduced, wanted } = market
  return (
    <>
      <div className="mx-auto max-w-7xl px-4 pt-8 pb-8 md:px-8 md:pt-14 md:pb-12 lg:grid lg:grid-cols-[1fr_26rem] lg:items-end lg:gap-12">
        <h1 className="display text-3xl md:text-4xl">
          {say(productCount === 0 ? 'market.home.empty' : 'market.home.title')}
        </h1>
        <p className="mt-3 text-lg text-ink-2 lg:mt-0">
          {productCount === 0
            ? say('market.home.emptyText')
            : say('market.home.intro', { vendors: vendorCount, products: productCount })}
        </p>
      </div>
      {drop === null ? null : <DropTeaser {...drop} />}
      <Stalls market={market} isBelowDrop={drop !== null} />
      <Row
        title={say('market.home.new')}
        to="/search?sort=newest"
        more={say('market.home.allNew')}
        products={newest}
      />
      <Row
        title={say('market.home.reduced')}
        to="/search?sale=on"
        more={say('market.home.allReduced')}
        products={reduced}
      />
      <Row
        title={say('market.home.wanted')}
        to="/search?sort=most-wanted"
        more={say('market.home.allWanted')}
        products={wanted}
      />
      <Aisles countByCategory={market.countByCategory} />
    </>
  )
}

function Heading({ id, to, more, children }: { id: string; to: string; more: string; children: ReactNode }) {
  return (
    <div className="mb-6 flex flex-wrap items-baseline justify-between gap-x-6 border-t border-stone pt-5 md:mb-8">
      <h2 id={id} className="display text-2xl">
        {children}
      </h2>
      <ShopLink
        to={to}
        className="inline-flex min-h-11 items-center gap-2 text-lagoon underline decoration-1 underline-offset-8 hover:decoration-2"
      >
        {more}
        <Icon name="arrow" className="size-5" />
      </ShopLink>
    </div>
  )
}

function Stalls({ market: { stalls }, isBelowDrop }: { market: Market; isBelowDrop: boolean }) {
  const say = useSay()
  const [lead, ...others] = stalls
  if (!lead) return null
  return (
    <section
      aria-labelledby="stalls"
      className={`mx-auto max-w-7xl px-4 md:px-8 ${isBelowDrop ? 'mt-16 md:mt-20' : ''}`}
    >
      <Heading id="stalls" to="/vendors" more={say('market.home.allStalls')}>
        {say('market.home.stalls')}
      </Heading>
      <LeadStall stall={lead} isFirst={!isBelowDrop} />
      <div className="mt-14 grid gap-14 md:mt-20 lg:grid-cols-2 lg:gap-12">
        {others.map((stall) => (
          <SmallStall key={stall.vendorId} stall={stall} />
        ))}
      </div>
    </section>
  )
}

type RowProps = {
  readonly title: string
  readonly to: string
  readonly more: string
  readonly products: Market['newest']
}

/** A row of products that have something in common; nothing where there are none. */
function Row({ title, to, more, products }: RowProps) {
  if (products.length === 0) return null
  const id = `row${to.replace(/\W+/g, '-')}`
  return (
    <section aria-labelledby={id} className={section}>
      <Heading id={id} to={to} more={more}>
        {title}
      </Heading>
      <ProductGrid products={products} />
    </section>
  )
}

/** The whole market by what is sold, in large type. */
function Aisles({ countByCategory }: Pick<Market, 'countByCategory'>) {
  const say = useSay()
  const { categories } = useRoot()
  const filled = categories.filter(({ id }) => (countByCategory[id] ?? 0) > 0)
  if (filled.length === 0) return null
  return (
    <section aria-labelledby="aisles" className={section}>
      <h2 id="aisles" className="display border-t border-stone pt-5 text-2xl">
        {say('market.home.aisles')}
      </h2>
      <ul className="mt-6 grid md:grid-cols-2 md:gap-x-12">
        {filled.map(({ id, slug, name }) => (
          <li key={id} className="border-b border-stone">
            <ShopLink
              to={`/categories/${slug}`}
              className="display flex items-baseline justify-between gap-4 py-4 text-xl hover:text-lagoon md:text-2xl"
            >
              {name}
              <span className="figures font-sans text-sm text-ink-2">{countByCategory[id]}</span>
            </ShopLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
