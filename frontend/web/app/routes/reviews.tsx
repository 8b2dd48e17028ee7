import { buttonClass, Notice, Picture } from '@rialto/ui'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from 'react-router'
import { ShopLink } from '../parts/link.tsx'
import { pageMeta } from '../parts/page-meta.ts'
import { RatingSummary } from '../parts/product/rating-summary.tsx'
import { readQuery, readReviewsPage } from '../parts/product/read-reviews.ts'
import { ReviewItem } from '../parts/product/review-item.tsx'
import { ReviewWrite, type Writing } from '../parts/product/review-write.tsx'
import { ReviewsOrder } from '../parts/product/reviews-order.tsx'
import { writeReview } from '../parts/product/write-review.ts'
import { textsIn, useSay } from '../texts.ts'
import { leadTo, visitOf } from '../visit.ts'

const doneWords = ['thanks', 'saved', 'deleted'] as const

export async function loader(args: LoaderFunctionArgs) {
  const query = new URL(args.request.url).searchParams
  const page = await readReviewsPage(visitOf(args), args.params['slug'] ?? '', readQuery(query))
  return { ...page, done: doneWords.find((word) => word === query.get('done')) ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const slug = args.params['slug'] ?? ''
  const written = await writeReview(visit, slug, await args.request.formData())
  if (written.ok) return leadTo(visit, `/products/${slug}/reviews?done=${written.value}#write`)
  return data(written.data, { status: 422 })
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { product, language, publicUrl, query } = loaderData
  const say = textsIn(language)
  return pageMeta({
    language,
    publicUrl,
    path: `/products/${product.slug}/reviews`,
    title: say('product.reviewsOf', { title: product.title }),
    description: say('product.reviewsMeta', { title: product.title }),
    image: product.media[0]?.hash ?? null,
    isIndexed: query.rating === undefined && query.after === undefined,
  })
}

export default function ReviewsRoute() {
  const say = useSay()
  const page = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as Partial<Writing> | undefined
  const { product, reviews, query, done } = page
  const here = `/products/${product.slug}/reviews`
  const more = new URLSearchParams({ sort: query.sortBy })
  if (query.rating) more.set('rating', String(query.rating))
  if (reviews.next) more.set('after', reviews.next)
  return (
    <div className="mx-auto grid max-w-5xl gap-10 px-4 pt-6 pb-24 md:px-8 md:pt-10">
      <header className="flex items-start gap-5">
        <ShopLink
          to={`/products/${product.slug}`}
          tabIndex={-1}
          aria-hidden="true"
          className="w-20 shrink-0 md:w-28"
        >
          <Picture image={product.media[0]?.hash ?? product.media[0]?.url ?? null} alt="" sizes="112px" />
        </ShopLink>
        <div className="grid gap-1">
          <h1 className="display text-2xl md:text-3xl">
            {say('product.reviewsOf', { title: product.title })}
          </h1>
          <ShopLink
            to={`/products/${product.slug}`}
            className="inline-flex min-h-11 items-center justify-self-start text-lagoon underline underline-offset-4"
          >
            {say('product.backToProduct')}
          </ShopLink>
        </div>
      </header>
      {done ? <Notice kind="success" title={say(`product.write.${done}`)} /> : null}
      {product.reviews.totalReviews === 0 ? (
        <p className="text-ink-2">{say('product.noReviews')}</p>
      ) : (
        <div className="grid gap-8 md:grid-cols-[minmax(0,16rem)_minmax(0,1fr)] md:gap-12">
          <RatingSummary product={product} chosen={query.rating} />
          <section aria-labelledby="reviews" className="grid content-start">
            <h2 id="reviews" className="sr-only">
              {say('product.reviews')}
            </h2>
            <ReviewsOrder path={here} query={query} />
            {reviews.items.length === 0 ? (
              <p className="border-t border-stone py-6 text-ink-2">{say('product.noneFound')}</p>
            ) : null}
            {reviews.items.map((review) => (
              <ReviewItem key={review.reviewId} review={review} vendorName={page.vendorName} />
            ))}
            <div className="flex flex-wrap gap-3 border-t border-stone pt-6">
              {reviews.next ? (
                <ShopLink to={`${here}?${more}`} className={buttonClass('quiet')}>
                  {say('product.moreReviews')}
                </ShopLink>
              ) : null}
              {query.after ? (
                <ShopLink to={here} className={buttonClass('plain')}>
                  {say('product.firstReviews')}
                </ShopLink>
              ) : null}
            </div>
          </section>
        </div>
      )}
      <p className="max-w-prose border-t border-stone pt-6 text-sm text-ink-2">{say('product.howChecked')}</p>
      <ReviewWrite writing={{ ...page.writing, ...answer }} />
    </div>
  )
}
