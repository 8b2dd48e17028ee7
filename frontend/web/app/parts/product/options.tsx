import { useRoot, useSay } from '../../texts.ts'
import { Island } from '../island.tsx'
import { ShopLink } from '../link.tsx'
import { choicesOf } from './choice.ts'
import type { Product, Variant } from './read-product.ts'

/** What can be chosen, as labelled buttons. Each is a link to the product as it is then; the island spares the reload. */
export function Options({ product, variant }: { product: Product; variant: Variant }) {
  const say = useSay()
  if (product.variants.length < 2) return null
  return (
    <div className="grid gap-4">
      <Island name="variants" />
      {choicesOf(product, variant).map(({ name, label, values }, at) => (
        // biome-ignore lint/a11y/useSemanticElements: these are links, and a fieldset holds fields
        <div key={name} role="group" aria-labelledby={`option-${at}`} className="grid gap-2">
          <p id={`option-${at}`} className="text-sm">
            <span className="font-semibold">{label}</span>
            <span className="text-ink-2"> · {values.find((one) => one.isChosen)?.label}</span>
          </p>
          <ul className="flex flex-wrap gap-2">
            {values.map((one, index) => (
              <li key={one.value}>
                <ShopLink
                  id={`option-${at}-${index}`}
                  to={`/products/${product.slug}?variant=${encodeURIComponent(one.sku)}`}
                  data-variant-link
                  aria-current={one.isChosen ? 'true' : undefined}
                  className={`inline-flex min-h-11 items-center rounded-control border px-4 py-2 text-base transition duration-150 ease-quick aria-[current]:border-ink aria-[current]:ring-1 aria-[current]:ring-ink ${
                    one.isSoldOut
                      ? 'border-dashed border-border text-ink-2'
                      : 'border-border bg-raised hover:bg-stone'
                  }`}
                >
                  <span className={one.isSoldOut ? 'line-through' : ''}>{one.label}</span>
                  {one.isSoldOut ? <span className="ms-2 text-sm">{say('product.soldOutShort')}</span> : null}
                </ShopLink>
              </li>
            ))}
          </ul>
        </div>
      ))}
      <PlainVariants product={product} variant={variant} />
    </div>
  )
}

/** Variants that differ in no named option are told apart by their SKU. */
function PlainVariants({ product, variant }: { product: Product; variant: Variant }) {
  const say = useSay()
  const { language } = useRoot()
  if (product.options.length > 0) return null
  return (
    <ul className="flex flex-wrap gap-2" lang={language} aria-label={say('product.variant')}>
      {product.variants.map(({ sku }) => (
        <li key={sku}>
          <ShopLink
            id={`option-${sku}`}
            to={`/products/${product.slug}?variant=${encodeURIComponent(sku)}`}
            data-variant-link
            aria-current={sku === variant.sku ? 'true' : undefined}
            className="inline-flex min-h-11 items-center rounded-control border border-border bg-raised px-4 py-2 hover:bg-stone aria-[current]:border-ink"
          >
            {sku}
          </ShopLink>
        </li>
      ))}
    </ul>
  )
}
