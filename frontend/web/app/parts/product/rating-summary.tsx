import { localeOf } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import type { Product } from './read-product.ts'
import { Stars } from './stars.tsx'

const steps = [5, 4, 3, 2, 1] as const

/** How a product is rated: the average, and how many gave each number of stars. Each row leads to its reviews. */
export function RatingSummary({ product, chosen }: { product: Product; chosen?: number | undefined }) {
  const say = useSay()
  const { language } = useRoot()
  const { averageRating, totalReviews, ratingDistribution } = product.reviews
  const average = new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 1 }).format(
    averageRating,
  )
  return (
    <div className="grid content-start gap-4">
      <div className="flex items-center gap-3">
        <span className="display figures text-3xl">{average}</span>
        <div className="grid gap-0.5">
          <Stars rating={averageRating} />
          <span className="text-sm text-ink-2">{say('product.reviewCount', { count: totalReviews })}</span>
        </div>
      </div>
      <ul className="grid">
        {steps.map((step) => {
          const count = ratingDistribution[String(step)] ?? 0
          return (
            <li key={step}>
              <ShopLink
                to={`/products/${product.slug}/reviews?rating=${step}`}
                aria-current={chosen === step ? 'true' : undefined}
                className="group grid min-h-11 grid-cols-[2.5rem_1fr_2.5rem] items-center gap-2 text-sm aria-[current]:font-semibold md:min-h-8"
              >
                <span className="sr-only">{say('product.starsCount', { rating: step, count })}</span>
                <span aria-hidden="true" className="figures group-hover:underline">
                  {step} ★
                </span>
                <svg
                  viewBox="0 0 100 8"
                  preserveAspectRatio="none"
                  aria-hidden="true"
                  className="h-2 w-full rtl:-scale-x-100"
                >
                  <rect width="100" height="8" className="fill-stone" />
                  <rect
                    width={totalReviews === 0 ? 0 : (count / totalReviews) * 100}
                    height="8"
                    className="fill-brass"
                  />
                </svg>
                <span aria-hidden="true" className="figures text-end text-ink-2">
                  {count}
                </span>
              </ShopLink>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
