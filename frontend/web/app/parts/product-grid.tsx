import type { ListedProduct } from '../market/list-products.ts'
import { ProductCard } from './product-card.tsx'

/** So many pictures are asked for before all others: the first row of a phone. */
const firstRow = 2
/** So many products are laid out with the page; the others when they come near. */
const firstScreen = 4
/** About as high as a card is. What a card paints beyond its edge, such as the focus ring, has a little room. */
const laterCard =
  'later -m-1 p-1 [contain-intrinsic-block-size:auto_21rem] md:[contain-intrinsic-block-size:auto_25rem]'

type GridProps = {
  readonly products: readonly ListedProduct[]
  /** The grid is what people see first on the page. */
  readonly isFirst?: boolean
  readonly isVendorNamed?: boolean
  /** Beside filters there is less room. */
  readonly isBesideFilters?: boolean
}

/** Products side by side: two on a phone, three on a tablet, four on a wide screen. */
export function ProductGrid({
  products,
  isFirst = false,
  isVendorNamed = true,
  isBesideFilters = false,
}: GridProps) {
  return (
    <ul
      className={`grid grid-cols-2 gap-x-4 gap-y-10 md:grid-cols-3 md:gap-x-6 md:gap-y-12 xl:grid-cols-4 ${isBesideFilters ? '' : 'lg:grid-cols-4'}`}
    >
      {products.map((product, index) => (
        <li key={product.productId} className={isFirst && index < firstScreen ? '' : laterCard}>
          <ProductCard
            product={product}
            isFirst={isFirst && index < firstRow}
            isVendorNamed={isVendorNamed}
          />
        </li>
      ))}
    </ul>
  )
}
