import { Picture, Price } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { ShopLink } from '../link.tsx'
import type { Product } from './read-product.ts'

/** Other things of the same category. */
export function Related({ products }: { products: Product['relatedProducts'] }) {
  const say = useSay()
  if (products.length === 0) return null
  return (
    <section aria-labelledby="related" className="grid gap-6">
      <h2 id="related" className="display text-xl md:text-2xl">
        {say('product.related')}
      </h2>
      <ul className="grid grid-cols-2 gap-x-4 gap-y-8 md:grid-cols-4 md:gap-x-6">
        {products.map((one) => (
          <li key={one.id}>
            <RelatedCard product={one} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function RelatedCard({ product }: { product: Product['relatedProducts'][number] }) {
  const say = useSay()
  const { language } = useRoot()
  const { price } = product
  const money = (amount: number, className = '') =>
    price ? (
      <Price amount={amount} currency={price.currency} language={language} className={className} />
    ) : null
  return (
    <ShopLink to={`/products/${product.slug}`} className="group grid gap-0.5">
      <Picture
        image={product.image}
        alt=""
        sizes="(min-width: 75rem) 18rem, (min-width: 48rem) 25vw, 46vw"
        className={`mb-2.5 ${product.inStock ? '' : 'opacity-60'}`}
      />
      <span className="leading-snug group-hover:underline group-hover:underline-offset-4">
        {product.title}
      </span>
      {price ? (
        <span className="font-semibold">
          {price.salePrice === null ? (
            money(price.basePrice)
          ) : (
            <>
              {money(price.salePrice, 'text-awning')}{' '}
              <s className="text-sm font-normal text-ink-2">
                <span className="sr-only">{say('product.formerPrice')}</span>
                {money(price.basePrice)}
              </s>
            </>
          )}
        </span>
      ) : null}
      {product.inStock ? null : <span className="text-sm text-ink-2">{say('product.soldOut')}</span>}
    </ShopLink>
  )
}
