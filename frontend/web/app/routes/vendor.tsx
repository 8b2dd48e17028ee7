import { findDelivery } from '@rialto/pricing-service/contract'
import { formatAmount, Icon } from '@rialto/ui'
import { getVendor } from '@rialto/vendor-service/contract'
import type { LoaderFunctionArgs, MetaFunction } from 'react-router'
import { countryName } from '../market/countries.ts'
import { readProducts } from '../market/list-products.ts'
import { isNarrowed, readListQuery, writeListQuery } from '../market/list-query.ts'
import { nameStall } from '../market/stalls.ts'
import { Breadcrumbs } from '../parts/breadcrumbs.tsx'
import { ListView } from '../parts/list-view.tsx'
import { breadcrumbFacts, pageAddress, pageMeta } from '../parts/page-meta.ts'
import { writing } from '../parts/stall.tsx'
import { readPreferences } from '../preferences.ts'
import { textsIn, useRoot, useSay } from '../texts.ts'
import { required, visitOf } from '../visit.ts'

const descriptionCharactersMax = 160

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const { language } = visit
  const { country, currency } = readPreferences(visit)
  const vendor = required(await visit.api.call(getVendor, { slugOrId: args.params['slug'] ?? '' }))
  const { vendorId, returnDays, shipsFrom } = vendor
  const query = readListQuery(new URL(args.request.url).searchParams)
  const [list, delivery] = await Promise.all([
    readProducts(visit, { ...query, vendor: null }, { vendor: vendorId }),
    visit.api.call(findDelivery, { vendorId, country, currency }),
  ])
  const stall = nameStall(vendor, language)
  const path = `/vendors/${stall.slug}`
  const say = textsIn(language)
  return {
    stall,
    list,
    returnDays,
    shipsFrom,
    // Null while nobody knows, which is not the same as no delivery.
    delivery: delivery.ok ? delivery.value.options : null,
    path,
    crumbs: [
      { name: say('market.crumbs.home'), path: '/' },
      { name: say('market.vendors.title'), path: '/vendors' },
      { name: stall.name, path },
    ],
    language,
    publicUrl: visit.settings.publicUrl,
  }
}

type Data = Awaited<ReturnType<typeof loader>>

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { stall, list, path, crumbs, language, publicUrl } = loaderData
  const { query } = list
  return pageMeta({
    language,
    publicUrl,
    path: `${path}${query.page > 1 ? writeListQuery({ ...query, sort: 'best' }) : ''}`,
    title: stall.name,
    description: (stall.tagline || stall.story).slice(0, descriptionCharactersMax),
    image: list.products[0]?.image ?? null,
    isIndexed: !isNarrowed(query) && query.words === '',
    facts: [
      breadcrumbFacts(crumbs, { publicUrl, language }),
      {
        '@type': 'Organization',
        name: stall.name,
        description: stall.tagline,
        url: pageAddress({ publicUrl, path }, language),
        address: { '@type': 'PostalAddress', addressCountry: stall.country },
      },
    ],
  })
}

export default function VendorPage({ loaderData }: { loaderData: Data }) {
  const say = useSay()
  const { language } = useRoot()
  const { stall, list, crumbs, path } = loaderData
  return (
    <div className="mx-auto max-w-7xl px-4 pt-4 md:px-8">
      <Breadcrumbs crumbs={crumbs} />
      <header className="mt-4 max-w-3xl">
        <p className="text-sm text-ink-2">
          {say('market.vendor.kicker', { country: countryName(stall.country, language) })}
        </p>
        <h1 className="display mt-2 text-3xl md:text-4xl">{stall.name}</h1>
        <p {...writing(stall.writtenIn, language)} className="display mt-3 text-xl text-ink-2">
          {stall.tagline}
        </p>
      </header>
      <div className="mt-8 grid gap-10 border-t border-stone pt-8 lg:grid-cols-[1fr_22rem] lg:gap-16">
        <section aria-labelledby="story">
          <h2 id="story" className="sr-only">
            {say('market.vendor.story')}
          </h2>
          <p {...writing(stall.writtenIn, language)} className="max-w-prose text-lg whitespace-pre-line">
            {stall.story}
          </p>
        </section>
        <Terms data={loaderData} />
      </div>
      <div className="mt-12 border-t border-stone pt-8">
        <p className="display mb-6 text-2xl" aria-hidden="true">
          {say('market.vendor.products')}
        </p>
        <ListView list={list} path={path} isVendorFixed />
      </div>
    </div>
  )
}

function Terms({ data }: { data: Data }) {
  const say = useSay()
  const { language, country } = useRoot()
  const { stall, returnDays, shipsFrom, delivery, list } = data
  const there = countryName(country, language)
  const money = (amount: number) => formatAmount(amount, list.currency, language)
  return (
    <section aria-labelledby="terms" className="lg:border-s lg:border-stone lg:ps-8">
      <h2 id="terms" className="display text-xl">
        {say('market.vendor.terms')}
      </h2>
      <ul className="mt-4 grid gap-4">
        <li className="flex gap-3">
          <Icon name="box" className="mt-0.5 size-5" />
          {say('market.vendor.sendsFrom', { country: countryName(shipsFrom, language) })}
        </li>
        {delivery === null ? null : (
          <li className="flex gap-3">
            <Icon name="truck" className="mt-0.5 size-5" />
            {delivery.length === 0 ? (
              say('market.vendor.noDelivery', { country: there })
            ) : (
              <div>
                <p>{say('market.vendor.deliversTo', { country: there })}</p>
                {delivery.map((option) => (
                  <p key={option.methodId} className="text-sm text-ink-2">
                    {[
                      say('market.vendor.deliveryDays', { min: option.daysMin, max: option.daysMax }),
                      say('market.vendor.deliveryFrom', { price: money(option.price) }),
                      ...(option.freeFrom === null
                        ? []
                        : [say('market.vendor.deliveryFree', { price: money(option.freeFrom) })]),
                    ].join(' · ')}
                  </p>
                ))}
              </div>
            )}
          </li>
        )}
        <li className="flex gap-3">
          <Icon name="check" className="mt-0.5 size-5" />
          {say('market.vendor.returnDays', { days: returnDays })}
        </li>
      </ul>
      <p className="mt-5 text-sm text-ink-2">{say('market.vendor.sellsHere', { name: stall.name })}</p>
    </section>
  )
}
