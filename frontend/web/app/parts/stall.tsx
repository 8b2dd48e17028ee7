import { directionOf, Icon, type Language, Picture } from '@rialto/ui'
import { countryName } from '../market/countries.ts'
import type { Stall } from '../market/stalls.ts'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

/** Text in another language than the page says so, and reads in its own direction. */
export function writing(writtenIn: Language, language: Language) {
  return writtenIn === language ? {} : { lang: writtenIn, dir: directionOf(writtenIn) }
}

/** The first stall of the day, with room for what lies on it. `isFirst` where it is seen without scrolling. */
export function LeadStall({ stall, isFirst }: { stall: Stall; isFirst: boolean }) {
  const [first, ...others] = stall.products
  return (
    <article className="grid gap-6 lg:grid-cols-12 lg:gap-12">
      {first ? (
        <div className="grid grid-cols-3 grid-rows-2 gap-2 md:gap-4 lg:col-span-7">
          <StallPicture
            product={first}
            isFirst={isFirst}
            sizes="(min-width: 64rem) 30rem, 66vw"
            className="col-span-2 row-span-2"
          />
          {others.map((product) => (
            <StallPicture
              key={product.productId}
              product={product}
              isFirst={isFirst}
              sizes="(min-width: 64rem) 15rem, 33vw"
              className=""
            />
          ))}
        </div>
      ) : null}
      <div className="lg:col-span-5 lg:self-center">
        <StallWords stall={stall} titleClass="text-2xl md:text-3xl" storyClass="line-clamp-6" />
      </div>
    </article>
  )
}

/** A stall beside another one. */
export function SmallStall({ stall }: { stall: Stall }) {
  return (
    <article className="later -m-1 p-1 [contain-intrinsic-block-size:auto_26rem] md:[contain-intrinsic-block-size:auto_32rem]">
      <div className="grid grid-cols-3 gap-2 md:gap-4">
        {stall.products.map((product) => (
          <StallPicture
            key={product.productId}
            product={product}
            sizes="(min-width: 64rem) 13rem, 33vw"
            className=""
          />
        ))}
      </div>
      <div className="mt-5">
        <StallWords stall={stall} titleClass="text-2xl" storyClass="line-clamp-3" />
      </div>
    </article>
  )
}

type PictureProps = {
  readonly product: Stall['products'][number]
  readonly sizes: string
  readonly className: string
  readonly isFirst?: boolean
}

function StallPicture({ product, sizes, className, isFirst = false }: PictureProps) {
  return (
    <ShopLink
      to={`/products/${product.slug}`}
      aria-label={product.title}
      className={`block overflow-hidden ${className}`}
    >
      <Picture
        image={product.image}
        alt=""
        sizes={sizes}
        isFirst={isFirst}
        className="h-full transition-transform duration-200 ease-quick hover:scale-[1.02]"
      />
    </ShopLink>
  )
}

function StallWords({
  stall,
  titleClass,
  storyClass,
}: {
  stall: Stall
  titleClass: string
  storyClass: string
}) {
  const say = useSay()
  const { language } = useRoot()
  return (
    <>
      <p className="text-sm text-ink-2">{countryName(stall.country, language)}</p>
      <h3 className={`display mt-1 ${titleClass}`}>{stall.name}</h3>
      <p {...writing(stall.writtenIn, language)} className="mt-2 text-lg">
        {stall.tagline}
      </p>
      <p {...writing(stall.writtenIn, language)} className={`mt-3 max-w-prose text-ink-2 ${storyClass}`}>
        {stall.story}
      </p>
      <ShopLink
        to={`/vendors/${stall.slug}`}
        className="mt-3 inline-flex min-h-11 items-center gap-2 text-lagoon underline decoration-1 underline-offset-8 hover:decoration-2"
      >
        {say('market.home.visit', { name: stall.name })}
        <Icon name="arrow" className="size-5" />
      </ShopLink>
    </>
  )
}
