import { localeOf, Price } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { dayText } from './arrival.ts'
import { byDay, isWorthALine, priceLine } from './price-line.ts'
import type { ProductPage } from './read-product.ts'

const box = { width: 600, height: 120, padding: 12 }

/** What was asked over the last 90 days: a line to see, a table to read. Nothing where the price never changed. */
export function PriceHistory({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language } = useRoot()
  const { now, variant } = page
  const history = byDay(page.history)
  const locale = localeOf(language)
  const [first] = history
  if (!first || history.length < 2 || !variant?.price) return null
  const { currency } = variant.price
  const money = (amount: number) => <Price amount={amount} currency={currency} language={language} />
  const amounts = history.map((span) => span.amount)
  return (
    <section aria-labelledby="price-history" className="grid gap-4">
      <h2 id="price-history" className="display text-xl">
        {say('product.history')}
      </h2>
      {isWorthALine(history, now) ? (
        <figure className="grid gap-2" dir="ltr">
          <div className="figures flex justify-between text-sm text-ink-2">
            <span>
              {say('product.highest')} {money(Math.max(...amounts))}
            </span>
            <span>
              {say('product.lowest')} {money(Math.min(...amounts))}
            </span>
          </div>
          <svg
            viewBox={`0 0 ${box.width} ${box.height}`}
            preserveAspectRatio="none"
            aria-hidden="true"
            className="h-28 w-full border-b border-stone"
          >
            <path
              d={priceLine(history, now, box)}
              className="fill-none stroke-lagoon stroke-2"
              vectorEffect="non-scaling-stroke"
            />
          </svg>
          <div className="flex justify-between text-sm text-ink-2">
            <span>{dayText(first.from, locale)}</span>
            <span>{say('product.today')}</span>
          </div>
        </figure>
      ) : null}
      <details className="group" open={!isWorthALine(history, now)}>
        <summary className="min-h-11 cursor-pointer py-2 text-lagoon underline underline-offset-4">
          {say('product.historyTable')}
        </summary>
        <table className="w-full max-w-lg">
          <thead>
            <tr className="text-sm text-ink-2">
              <th scope="col" className="py-2 text-start font-normal">
                {say('product.since')}
              </th>
              <th scope="col" className="py-2 text-end font-normal">
                {say('product.price')}
              </th>
            </tr>
          </thead>
          <tbody>
            {history.toReversed().map((span) => (
              <tr key={span.from} className="border-t border-stone">
                <th scope="row" className="py-2 text-start font-normal">
                  {dayText(span.from, locale)}
                </th>
                <td className="py-2 text-end">{money(span.amount)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  )
}
