import { directionOf, Icon, localeOf } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { dayText } from './arrival.ts'
import type { Review } from './read-product.ts'
import { Stars } from './stars.tsx'

/** One review, in the language that it was written in. */
export function ReviewItem({ review, vendorName }: { review: Review; vendorName: string }) {
  const say = useSay()
  const root = useRoot()
  const { language, answer } = review
  const isForeign = language !== root.language
  return (
    <article className="grid gap-2 border-t border-stone py-6">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <Stars rating={review.rating} className="h-4" />
        {review.verifiedPurchase ? (
          <span className="inline-flex items-center gap-1 text-sm text-success">
            <Icon name="check" className="size-4" />
            {say('product.verified')}
          </span>
        ) : null}
      </div>
      <div lang={language} dir={directionOf(language)} className="grid w-fit gap-2">
        <h3 className="font-semibold">{review.title}</h3>
        <p className="max-w-prose whitespace-pre-line">{review.text}</p>
      </div>
      <p className="text-sm text-ink-2">
        <bdi>{review.shownName ?? say('product.nobody')}</bdi> ·{' '}
        {dayText(review.createdAt, localeOf(root.language))}
        {review.editedAt === null ? '' : ` · ${say('product.edited')}`}
        {isForeign ? ` · ${say(`product.writtenIn.${language}`)}` : ''}
      </p>
      {answer === null ? null : (
        <div className="mt-2 grid gap-1 border-s-2 border-lagoon ps-4">
          <p className="text-sm font-semibold">{say('product.answerOf', { vendor: vendorName })}</p>
          <p dir="auto" className="max-w-prose whitespace-pre-line">
            {answer.text}
          </p>
        </div>
      )}
    </article>
  )
}
