import type { ListedProduct } from '../market/list-products.ts'
import { ProductCard } from './product-card.tsx'

/** So many pictures are asked for before all others: the first row of a phone. */
const firstRow = 2

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
        <li key={product.productId}>
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
