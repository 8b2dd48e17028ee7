import { formatAmount, Icon, localeOf, Picture, Price } from '@rialto/ui'
import type { ListedProduct } from '../market/list-products.ts'
import { markedParts } from '../market/marked-text.ts'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

/** How wide a card's picture is shown in a grid of two, three and four columns. */
const gridSizes = '(min-width: 75rem) 18rem, (min-width: 48rem) 31vw, 46vw'

const oneDigit = { minimumFractionDigits: 1, maximumFractionDigits: 1 }

type CardProps = {
  readonly product: ListedProduct
  /** Seen without scrolling: its picture is loaded at once. */
  readonly isFirst?: boolean
  readonly sizes?: string
  /** The stall's own page need not name it on every card. */
  readonly isVendorNamed?: boolean
}

/** A product in a list: the picture, who sells it, what it is, what it costs. The whole card leads to its page. */
export function ProductCard({
  product,
  isFirst = false,
  sizes = gridSizes,
  isVendorNamed = true,
}: CardProps) {
  const { dropByProduct } = useRoot()
  const isThere = product.inStock || product.productId in dropByProduct
  return (
    <article className="group relative flex h-full flex-col">
      <div className="relative overflow-hidden">
        <Picture
          image={product.image}
          alt=""
          sizes={sizes}
          isFirst={isFirst}
          className={`transition-transform duration-200 ease-quick group-hover:scale-[1.02] ${isThere ? '' : 'opacity-60'}`}
        />
      </div>
      <div className="mt-3 flex grow flex-col gap-0.5">
        {isVendorNamed ? <p className="text-xs text-ink-2">{product.vendorName}</p> : null}
        <h3 className="text-base leading-snug">
          <ShopLink
            to={`/products/${product.slug}`}
            className="after:absolute after:inset-0 group-hover:underline group-hover:underline-offset-4"
          >
            <MarkedText text={product.searchHighlights.title} />
          </ShopLink>
        </h3>
        <CardPrice product={product} />
        <CardFacts product={product} />
      </div>
    </article>
  )
}

function MarkedText({ text }: { text: string }) {
  return markedParts(text).map(({ text: part, isMarked }, index) =>
    isMarked ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: parts of a text have no other name, and never change places
      <mark key={index} className="bg-transparent font-semibold text-lagoon">
        {part}
      </mark>
    ) : (
      part
    ),
  )
}

function CardPrice({ product }: { product: ListedProduct }) {
  const say = useSay()
  const { language, currency } = useRoot()
  const { price, wasPrice, lowestBefore, priceVaries } = product
  if (price === null) return <p className="text-sm text-ink-2">{say('market.card.unpriced', { currency })}</p>
  const text = formatAmount(price.amount, price.currency, language)
  if (!wasPrice)
    return (
      <p className="figures font-semibold">
        {priceVaries ? (
          <bdi>{say('market.card.from', { price: text })}</bdi>
        ) : (
          <Price {...price} language={language} />
        )}
      </p>
    )
  return (
    <>
      <p className="flex flex-wrap items-baseline gap-x-2">
        <span className="sr-only">{say('market.card.now')}</span>
        <bdi className="figures font-semibold text-awning">
          {priceVaries ? say('market.card.from', { price: text }) : text}
        </bdi>
        <s className="text-sm text-ink-2">
          <span className="sr-only">
            {say('market.card.was', { price: formatAmount(wasPrice.amount, wasPrice.currency, language) })}
          </span>
          <span aria-hidden="true">
            <Price {...wasPrice} language={language} />
          </span>
        </s>
      </p>
      {lowestBefore ? (
        <p className="text-xs text-ink-2">
          {say('market.card.lowest', {
            price: formatAmount(lowestBefore.amount, lowestBefore.currency, language),
          })}
        </p>
      ) : null}
    </>
  )
}

function CardFacts({ product }: { product: ListedProduct }) {
  const say = useSay()
  const { language, dropByProduct } = useRoot()
  const { productId, rating, inStock } = product
  const figures = new Intl.NumberFormat(localeOf(language), oneDigit)
  return (
    <>
      {rating === null ? null : (
        <p className="flex items-center gap-1 text-sm text-brass">
          <Icon name="star" className="size-4 [&_path]:fill-current" />
          <span aria-hidden="true" className="figures">
            {figures.format(rating)}
          </span>
          <span className="sr-only">{say('market.card.rating', { rating })}</span>
        </p>
      )}
      {inStock ? null : productId in dropByProduct ? (
        <p className="text-sm font-semibold text-awning">{say('market.card.inDrop')}</p>
      ) : (
        <p className="text-sm text-ink-2">{say('market.card.soldOut')}</p>
      )}
    </>
  )
}
