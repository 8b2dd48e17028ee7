import { formatAmount, Icon } from '@rialto/ui'
import type { ProductList } from '../market/list-products.ts'
import { type ListQuery, widen, writeListQuery } from '../market/list-query.ts'
import { minorUnitsOf } from '../market/typed-amount.ts'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

type Chip = { readonly name: string; readonly without: Partial<ListQuery> }

/** What narrows the list, each with the way back. */
export function ListChips({
  list,
  path,
  categoryName,
}: {
  list: ProductList
  path: string
  categoryName: string | null
}) {
  const say = useSay()
  const chips = useChips(list, categoryName)
  if (chips.length === 0) return null
  const { query } = list
  const chipLink =
    'inline-flex min-h-11 items-center gap-2 md:min-h-9 rounded-full border border-border ps-3 pe-2 text-sm hover:bg-stone'
  return (
    <div className="mb-6">
      <h2 className="sr-only">{say('market.chips.title')}</h2>
      <ul className="flex flex-wrap items-center gap-2">
        {chips.map(({ name, without }) => (
          <li key={name}>
            <ShopLink
              to={`${path}${writeListQuery({ ...query, ...without, page: 1 })}`}
              aria-label={say('market.chips.remove', { name })}
              className={chipLink}
            >
              {name}
              <Icon name="close" className="size-4" />
            </ShopLink>
          </li>
        ))}
        <li>
          <ShopLink
            to={`${path}${writeListQuery(widen(query))}`}
            className="inline-flex min-h-11 items-center px-2 md:min-h-9 text-sm text-lagoon underline underline-offset-4"
          >
            {say('market.chips.clear')}
          </ShopLink>
        </li>
      </ul>
    </div>
  )
}

function useChips({ query, facets, currency }: ProductList, categoryName: string | null): readonly Chip[] {
  const say = useSay()
  const { language } = useRoot()
  const price = (typed: string) => formatAmount(minorUnitsOf(typed, currency), currency, language)
  const vendor = facets.vendors.find(({ value }) => value === query.vendor)
  return [
    ...(query.category === null
      ? []
      : [{ name: categoryName ?? say('market.filter.category'), without: { category: null } }]),
    ...(query.vendor === null
      ? []
      : [{ name: vendor?.name ?? say('market.filter.vendor'), without: { vendor: null } }]),
    ...query.brands.map((brand) => ({
      name: brand,
      without: { brands: query.brands.filter((one) => one !== brand) },
    })),
    ...(query.inStock ? [{ name: say('market.filter.inStock'), without: { inStock: false } }] : []),
    ...(query.onSale ? [{ name: say('market.filter.onSale'), without: { onSale: false } }] : []),
    ...(query.priceMin === null
      ? []
      : [
          {
            name: say('market.chips.priceFrom', { price: price(query.priceMin) }),
            without: { priceMin: null },
          },
        ]),
    ...(query.priceMax === null
      ? []
      : [
          {
            name: say('market.chips.priceTo', { price: price(query.priceMax) }),
            without: { priceMax: null },
          },
        ]),
    ...(query.rating === null
      ? []
      : [{ name: say('market.filter.ratingFrom', { rating: query.rating }), without: { rating: null } }]),
  ]
}
