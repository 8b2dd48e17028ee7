import type { LoaderFunctionArgs, MetaFunction } from 'react-router'
import { countryName } from '../market/countries.ts'
import { nameStall, readVendors } from '../market/stalls.ts'
import { ShopLink } from '../parts/link.tsx'
import { pageMeta } from '../parts/page-meta.ts'
import { writing } from '../parts/stall.tsx'
import { textsIn, useRoot, useSay } from '../texts.ts'
import { visitOf } from '../visit.ts'

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const after = new URL(args.request.url).searchParams.get('after')
  const { items, next } = await readVendors(visit, after)
  return {
    stalls: items.map((vendor) => nameStall(vendor, visit.language)),
    next,
    isFirst: after === null,
    language: visit.language,
    publicUrl: visit.settings.publicUrl,
  }
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { language, publicUrl, isFirst } = loaderData
  const say = textsIn(language)
  return pageMeta({
    language,
    publicUrl,
    path: '/vendors',
    title: say('market.vendors.title'),
    description: say('market.vendors.intro'),
    isIndexed: isFirst,
  })
}

export default function VendorsPage({ loaderData }: { loaderData: Awaited<ReturnType<typeof loader>> }) {
  const say = useSay()
  const { language } = useRoot()
  const { stalls, next } = loaderData
  return (
    <div className="mx-auto max-w-7xl px-4 pt-8 md:px-8 md:pt-12">
      <h1 className="display text-3xl md:text-4xl">{say('market.vendors.title')}</h1>
      <p className="mt-3 max-w-prose text-lg text-ink-2">
        {say(stalls.length === 0 ? 'market.vendors.none' : 'market.vendors.intro')}
      </p>
      <ul className="mt-8 border-t border-stone">
        {stalls.map(({ vendorId, slug, name, tagline, country, writtenIn }) => (
          <li
            key={vendorId}
            className="group relative border-b border-stone py-5 md:grid md:grid-cols-[18rem_1fr_auto] md:items-baseline md:gap-8"
          >
            <h2 className="display text-xl">
              <ShopLink
                to={`/vendors/${slug}`}
                className="after:absolute after:inset-0 group-hover:underline group-hover:underline-offset-4"
              >
                {name}
              </ShopLink>
            </h2>
            <p {...writing(writtenIn, language)} className="mt-1 md:mt-0">
              {tagline}
            </p>
            <p className="mt-1 text-sm text-ink-2 md:mt-0">{countryName(country, language)}</p>
          </li>
        ))}
      </ul>
      {next === null ? null : (
        <ShopLink
          to={`/vendors?after=${encodeURIComponent(next)}`}
          className="mt-8 inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
        >
          {say('market.vendors.more')}
        </ShopLink>
      )}
    </div>
  )
}
