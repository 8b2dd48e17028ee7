import { localeOf } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import { AddForm, type AddState } from './add-form.tsx'
import { Options } from './options.tsx'
import { PriceBlock } from './price-block.tsx'
import type { ProductPage } from './read-product.ts'
import { Stars } from './stars.tsx'
import { Stock } from './stock.tsx'

/** Everything that one decides by, in one column beside the pictures. */
export function Decision({ page, state }: { page: ProductPage; state: AddState }) {
  const say = useSay()
  const { product, vendor, variant } = page
  return (
    <div className="grid content-start gap-6">
      <div className="grid gap-2">
        {vendor ? (
          <p className="text-sm">
            <ShopLink
              to={`/vendors/${vendor.slug}`}
              className="inline-flex min-h-11 items-center font-semibold text-lagoon underline-offset-4 hover:underline"
            >
              {vendor.name}
            </ShopLink>
          </p>
        ) : null}
        <h1 className="display text-2xl md:text-3xl">{product.title}</h1>
        <Rating page={page} />
      </div>
      <div data-variant-part className="grid gap-6">
        <PriceBlock page={page} />
        {variant ? <Options product={product} variant={variant} /> : null}
        <Stock page={page} />
      </div>
      <AddForm page={page} state={state} />
      {vendor ? (
        <p className="border-t border-stone pt-4 text-sm text-ink-2">
          {say('product.promise', { vendor: vendor.name, days: vendor.returnDays })}
        </p>
      ) : null}
    </div>
  )
}

function Rating({ page }: { page: ProductPage }) {
  const say = useSay()
  const { language } = useRoot()
  const { averageRating, totalReviews } = page.product.reviews
  if (totalReviews === 0) return null
  const average = new Intl.NumberFormat(localeOf(language), { minimumFractionDigits: 1 }).format(
    averageRating,
  )
  return (
    <a href="#reviews" className="inline-flex min-h-11 items-center gap-2 justify-self-start hover:underline">
      <Stars rating={averageRating} />
      <span className="figures font-semibold">{average}</span>
      <span className="text-ink-2">{say('product.reviewCount', { count: totalReviews })}</span>
    </a>
  )
}
