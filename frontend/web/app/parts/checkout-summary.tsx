import { Button, Icon, Price } from '@rialto/ui'
import type { Basket } from '../checkout/basket.ts'
import { seenOf } from '../checkout/changes.ts'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'
import { PromotionCodes } from './promotion-codes.tsx'
import { Totals } from './totals.tsx'

/** The one total, explained; what the person agrees to travels with the form. */
export function CheckoutSummary({ basket, formKey }: { basket: Basket; formKey: string }) {
  const say = useSay()
  const { language } = useRoot()
  const { quote, parts, codes, country, currency, problem } = basket
  const shipping = parts.map(({ vendorId, name, quoted }) => ({
    vendorId,
    name,
    amount: quoted?.shipping ?? 0,
  }))
  return (
    <section
      aria-labelledby="summary-title"
      className="grid content-start gap-4 lg:sticky lg:top-6 lg:self-start"
      data-live="summary"
    >
      <div className="flex items-baseline justify-between gap-4">
        <h2 id="summary-title" className="display text-xl">
          {say('checkout.summary.title')}
        </h2>
        <ShopLink
          to="/bag"
          className="inline-flex min-h-11 items-center text-sm underline underline-offset-4"
        >
          {say('checkout.summary.change')}
        </ShopLink>
      </div>
      <input type="hidden" name="key" value={formKey} />
      <input type="hidden" name="seen" value={JSON.stringify(seenOf(basket))} />
      <div className="border-y border-stone">
        <PromotionCodes codes={codes} />
      </div>
      {quote === null ? null : <Totals totals={quote.totals} {...{ shipping, codes, country }} />}
      <Button look="quiet" name="intent" value="refresh" className="w-full" data-refresh-button="">
        {say('checkout.refresh')}
      </Button>
      <Button name="intent" value="order" className="w-full" disabled={problem !== null}>
        {say('checkout.order')}
        {quote === null ? null : (
          <>
            <span aria-hidden="true">·</span>
            <Price amount={quote.totals.total} {...{ currency, language }} />
          </>
        )}
      </Button>
      <p className="flex gap-2 text-sm text-ink-2">
        <Icon name="info" className="size-5" />
        {say('checkout.order.text')}
      </p>
    </section>
  )
}
