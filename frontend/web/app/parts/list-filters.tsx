import { addLanguage, buttonClass, formatAmount, Icon } from '@rialto/ui'
import type { ReactNode } from 'react'
import type { ProductList } from '../market/list-products.ts'
import { ratings } from '../market/list-query.ts'
import { useRoot, useSay } from '../texts.ts'

/** The form that all choices of a list belong to; the order beside the list belongs to it too. */
export const listForm = 'list-form'

type FiltersProps = {
  readonly list: ProductList
  readonly path: string
  /** What the page is about already cannot be chosen. */
  readonly isVendorFixed: boolean
}

/** What a list can be narrowed by: a sheet over the page on phones, a column beside the list elsewhere. */
export function ListFilters({ list, path, isVendorFixed }: FiltersProps) {
  const say = useSay()
  const { language } = useRoot()
  const { query, facets } = list
  return (
    <section
      id="filters"
      aria-labelledby="filters-title"
      tabIndex={-1}
      className="outline-none max-lg:hidden max-lg:bg-paper max-lg:target:fixed max-lg:target:inset-0 max-lg:target:z-50 max-lg:target:block max-lg:target:overflow-y-auto max-lg:target:overscroll-contain"
    >
      <form
        id={listForm}
        method="get"
        action={addLanguage(language, path)}
        data-list=""
        className="flex min-h-full flex-col"
      >
        <div className="flex items-center justify-between border-b border-stone px-4 py-2 lg:hidden">
          <h2 id="filters-title" className="display text-xl">
            {say('market.filter.title')}
          </h2>
          <a href="#products" className="grid size-11 place-items-center">
            <Icon name="close" />
            <span className="sr-only">{say('market.filter.close')}</span>
          </a>
        </div>
        {query.words === '' ? null : <input type="hidden" name="q" value={query.words} />}
        {query.category === null ? null : <input type="hidden" name="category" value={query.category} />}
        <div className="grow divide-y divide-stone px-4 lg:px-0">
          <Availability list={list} />
          <PriceRange list={list} />
          {isVendorFixed ? (
            query.vendor === null ? null : (
              <input type="hidden" name="vendor" value={query.vendor} />
            )
          ) : (
            <Vendors list={list} />
          )}
          <Brands list={list} />
          {facets.ratings.length > 0 ? <Ratings list={list} /> : null}
        </div>
        <div className="sticky bottom-0 border-t border-stone bg-paper px-4 py-3 lg:hidden lg:noscript:static lg:noscript:block lg:noscript:border-0 lg:noscript:px-0">
          <button type="submit" className={buttonClass('quiet', 'w-full')}>
            {say('market.filter.apply')}
          </button>
        </div>
      </form>
    </section>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <fieldset className="min-w-0 py-5">
      <legend className="float-start mb-2 w-full text-sm font-semibold">{title}</legend>
      <div className="clear-both">{children}</div>
    </fieldset>
  )
}

type ChoiceProps = {
  readonly name: string
  readonly value: string
  readonly label: string
  readonly count?: number | null
  readonly isSet: boolean
  readonly type?: 'checkbox' | 'radio'
}

function Choice({ name, value, label, count = null, isSet, type = 'checkbox' }: ChoiceProps) {
  return (
    <label className="flex min-h-11 items-center gap-3 text-sm lg:min-h-9">
      <input
        type={type}
        name={name}
        value={value}
        defaultChecked={isSet}
        className="size-5 shrink-0 accent-lagoon"
      />
      <span className="grow">{label}</span>
      {count === null ? null : <span className="figures text-ink-2">{count}</span>}
    </label>
  )
}

function Availability({ list }: { list: ProductList }) {
  const say = useSay()
  const { query, facets } = list
  return (
    <Group title={say('market.filter.availability')}>
      <Choice
        name="stock"
        value="in"
        label={say('market.filter.inStock')}
        count={facets.inStock.true}
        isSet={query.inStock}
      />
      {facets.onSale.true > 0 || query.onSale ? (
        <Choice
          name="sale"
          value="on"
          label={say('market.filter.onSale')}
          count={facets.onSale.true}
          isSet={query.onSale}
        />
      ) : null}
    </Group>
  )
}

function PriceRange({ list }: { list: ProductList }) {
  const say = useSay()
  const { language } = useRoot()
  const { query, facets, currency } = list
  const { min, max } = facets.price
  const field = 'h-11 w-full min-w-0 rounded-control border border-border bg-raised px-3 text-base figures'
  return (
    <Group title={say('market.filter.price', { currency })}>
      <div className="grid grid-cols-2 gap-3">
        <label className="grid gap-1 text-sm">
          {say('market.filter.from')}
          <input
            name="min"
            inputMode="decimal"
            defaultValue={query.priceMin ?? ''}
            maxLength={13}
            className={field}
          />
        </label>
        <label className="grid gap-1 text-sm">
          {say('market.filter.to')}
          <input
            name="max"
            inputMode="decimal"
            defaultValue={query.priceMax ?? ''}
            maxLength={13}
            className={field}
          />
        </label>
      </div>
      {min === null || max === null ? null : (
        <p className="mt-2 text-xs text-ink-2">
          {say('market.filter.priceRange', {
            min: formatAmount(min, currency, language),
            max: formatAmount(max, currency, language),
          })}
        </p>
      )}
    </Group>
  )
}

function Vendors({ list }: { list: ProductList }) {
  const say = useSay()
  const { query, facets } = list
  if (facets.vendors.length < 2 && query.vendor === null) return null
  return (
    <Group title={say('market.filter.vendor')}>
      <Choice
        type="radio"
        name="vendor"
        value=""
        label={say('market.filter.anyVendor')}
        isSet={query.vendor === null}
      />
      <Shortened
        items={facets.vendors.map(({ value, name, count }) => (
          <Choice
            key={value}
            type="radio"
            name="vendor"
            value={value}
            label={name}
            count={count}
            isSet={query.vendor === value}
          />
        ))}
        isOpen={facets.vendors.slice(shownAtOnce).some(({ value }) => value === query.vendor)}
      />
    </Group>
  )
}

function Brands({ list }: { list: ProductList }) {
  const say = useSay()
  const { query, facets } = list
  const missing = query.brands.filter((brand) => !facets.brands.some(({ value }) => value === brand))
  const brands = [...missing.map((value) => ({ value, count: 0 })), ...facets.brands]
  // Where each stall sells its own brand only, choosing the brand is choosing the stall.
  const isTold =
    query.brands.length === 0 &&
    (brands.length < 2 || brands.every(({ value }) => facets.vendors.some(({ name }) => name === value)))
  if (isTold) return null
  return (
    <Group title={say('market.filter.brand')}>
      <Shortened
        items={brands.map(({ value, count }) => (
          <Choice
            key={value}
            name="brand"
            value={value}
            label={value}
            count={count}
            isSet={query.brands.includes(value)}
          />
        ))}
        isOpen={brands.slice(shownAtOnce).some(({ value }) => query.brands.includes(value))}
      />
    </Group>
  )
}

function Ratings({ list }: { list: ProductList }) {
  const say = useSay()
  const { query, facets } = list
  return (
    <Group title={say('market.filter.rating')}>
      <Choice
        type="radio"
        name="rating"
        value=""
        label={say('market.filter.anyRating')}
        isSet={query.rating === null}
      />
      {ratings.map((rating) => (
        <Choice
          key={rating}
          type="radio"
          name="rating"
          value={String(rating)}
          label={say('market.filter.ratingFrom', { rating })}
          count={facets.ratings.find(({ from }) => from === rating)?.count ?? 0}
          isSet={query.rating === rating}
        />
      ))}
    </Group>
  )
}

const shownAtOnce = 6

/** A long list of choices: the first ones, and the rest behind a word. */
function Shortened({ items, isOpen }: { items: readonly ReactNode[]; isOpen: boolean }) {
  const say = useSay()
  if (items.length <= shownAtOnce + 1) return items
  return (
    <>
      {items.slice(0, shownAtOnce)}
      <details open={isOpen}>
        <summary className="min-h-11 cursor-pointer py-2 text-sm text-lagoon underline underline-offset-4 lg:min-h-9">
          {say('market.filter.more', { count: items.length })}
        </summary>
        {items.slice(shownAtOnce)}
      </details>
    </>
  )
}
