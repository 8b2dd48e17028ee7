import { useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import type { ReviewQuery } from './read-reviews.ts'

const orders = ['newest', 'highest', 'lowest'] as const
const link =
  'inline-flex min-h-11 items-center underline-offset-8 hover:underline aria-[current]:font-semibold aria-[current]:underline'

/** In which order the reviews stand, and which of them. */
export function ReviewsOrder({ path, query }: { path: string; query: ReviewQuery }) {
  const say = useSay()
  const filter = query.rating ? `&rating=${query.rating}` : ''
  return (
    <div className="flex flex-wrap items-center justify-between gap-x-6 pb-2 text-sm">
      <nav aria-label={say('product.sortReviews')}>
        <ul className="flex flex-wrap gap-x-5">
          {orders.map((order) => (
            <li key={order}>
              <ShopLink
                to={`${path}?sort=${order}${filter}`}
                aria-current={query.sortBy === order ? 'true' : undefined}
                className={link}
              >
                {say(`product.sort.${order}`)}
              </ShopLink>
            </li>
          ))}
        </ul>
      </nav>
      {query.rating ? (
        <p className="flex flex-wrap items-center gap-x-3 text-ink-2">
          {say('product.onlyStars', { rating: query.rating })}
          <ShopLink
            to={`${path}?sort=${query.sortBy}`}
            className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
          >
            {say('product.showAll')}
          </ShopLink>
        </p>
      ) : null}
    </div>
  )
}
