import { localeOf, Price } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { dayText } from './arrival.ts'
import type { ProductPage } from './read-product.ts'

/** What it costs now; with a sale also what it cost before, and the lowest price of the 30 days before it. */
export function PriceBlock({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language } = useRoot()
  const price = page.variant?.price
  if (!price) return <p className="text-ink-2">{say('product.unpriced')}</p>
  const { basePrice, salePrice, saleUntil, lowest30Days, currency } = price
  const money = (amount: number, className = '') => (
    <Price amount={amount} currency={currency} language={language} className={className} />
  )
  return (
    <div className="grid gap-1">
      {salePrice === null ? (
        <p className="text-2xl font-semibold">{money(basePrice)}</p>
      ) : (
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="sr-only">{say('product.salePrice')}</span>
          <span className="text-2xl font-semibold text-awning">{money(salePrice)}</span>
          <span className="sr-only">{say('product.formerPrice')}</span>
          <s className="text-lg text-ink-2">{money(basePrice)}</s>
          <span className="figures rounded-control bg-awning px-2 py-0.5 text-sm font-semibold text-on-awning">
            {say('product.saved', { share: 1 - salePrice / basePrice })}
          </span>
        </p>
      )}
      {lowest30Days === null ? null : (
        <p className="text-sm text-ink-2">
          {say('product.lowest30Days')} {money(lowest30Days)}
        </p>
      )}
      {saleUntil === null ? null : (
        <p className="text-sm text-ink-2">
          {say('product.saleUntil', { day: dayText(saleUntil, localeOf(language)) })}
        </p>
      )}
      <TaxLine page={page} />
    </div>
  )
}

function TaxLine({ page }: { page: ProductPage }) {
  const say = useSay()
  const { tax } = page
  const share = (tax?.ratePpm ?? 0) / 1_000_000
  const text =
    tax === null ? 'product.tax.unknown' : tax.isInside ? 'product.tax.inside' : 'product.tax.onTop'
  return (
    <p className="text-sm text-ink-2">
      {say(text, { share })}{' '}
      <a href="#delivery" className="underline underline-offset-4 hover:no-underline">
        {say('product.plusDelivery')}
      </a>
    </p>
  )
}
