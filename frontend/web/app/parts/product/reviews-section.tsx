import { buttonClass } from '@rialto/ui'
import { useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import { RatingSummary } from './rating-summary.tsx'
import type { ProductPage } from './read-product.ts'
import { ReviewItem } from './review-item.tsx'

/** What people say, in short; the whole of it has a page of its own. */
export function ReviewsSection({ page }: { page: ProductPage }) {
  const say = useSay()
  const { product, reviews, vendor } = page
  const all = `/products/${product.slug}/reviews`
  const { totalReviews } = product.reviews
  return (
    <section aria-labelledby="reviews" className="grid gap-6">
      <h2 id="reviews" className="display scroll-mt-6 text-xl md:text-2xl">
        {say('product.reviews')}
      </h2>
      {totalReviews === 0 ? (
        <div className="grid justify-items-start gap-4">
          <p className="text-ink-2">{say('product.noReviews')}</p>
          <ShopLink to={`${all}#write`} className={buttonClass('quiet')}>
            {say('product.writeReview')}
          </ShopLink>
        </div>
      ) : (
        <div className="grid gap-8 md:grid-cols-[minmax(0,16rem)_minmax(0,1fr)] md:gap-12">
          <RatingSummary product={product} />
          <div>
            {reviews.map((review) => (
              <ReviewItem key={review.reviewId} review={review} vendorName={vendor?.name ?? ''} />
            ))}
            <div className="flex flex-wrap gap-x-4 gap-y-2 border-t border-stone pt-6">
              <ShopLink to={all} className={buttonClass('quiet')}>
                {say('product.allReviews', { count: totalReviews })}
              </ShopLink>
              <ShopLink to={`${all}#write`} className={buttonClass('plain')}>
                {say('product.writeReview')}
              </ShopLink>
            </div>
          </div>
        </div>
      )}
    </section>
  )
}
