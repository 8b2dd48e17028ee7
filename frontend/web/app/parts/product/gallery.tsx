import { Picture } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'
import { Island } from '../island.tsx'
import type { Product } from './read-product.ts'

/** The pictures: a strip to swipe, and small ones that lead to each. Works by links; the island keeps the page still. */
export function Gallery({ product }: { product: Product }) {
  const say = useSay()
  const { language } = useRoot()
  const pictures = product.media
  // A picture is described in the vendor's words only; elsewhere the product's name is what its reader understands.
  const textOf = (alt: string) => (language === 'en' ? alt : '') || product.title
  if (pictures.length === 0) return <Picture image={null} alt="" sizes="100vw" />
  return (
    <section data-gallery aria-label={say('product.gallery')} className="grid gap-3">
      {pictures.length > 1 ? <Island name="gallery" /> : null}
      <ul
        data-gallery-strip
        aria-label={say('product.pictures', { count: pictures.length })}
        className="-mx-4 flex snap-x snap-mandatory overflow-x-auto overscroll-x-contain [scrollbar-width:none] md:mx-0"
      >
        {pictures.map((picture, index) => (
          <li key={picture.position} id={`picture-${index + 1}`} className="w-full shrink-0 snap-center">
            <a
              href={picture.hash ? `/media/${picture.hash}/1200.webp` : (picture.url ?? '')}
              className="block -outline-offset-4"
            >
              <Picture
                image={picture.hash ?? picture.url}
                alt={say('product.openPicture', { text: textOf(picture.alt) })}
                sizes="(min-width: 75rem) 640px, (min-width: 48rem) 55vw, 100vw"
                isFirst={index === 0}
              />
            </a>
          </li>
        ))}
      </ul>
      {pictures.length > 1 ? (
        <ol className="flex gap-2 overflow-x-auto p-0.5">
          {pictures.map((picture, index) => (
            <li key={picture.position} className="shrink-0">
              <a
                href={`#picture-${index + 1}`}
                data-gallery-link
                aria-label={say('product.showPicture', { number: index + 1, count: pictures.length })}
                aria-current={index === 0 ? 'true' : undefined}
                className="block w-16 border-2 border-transparent aria-[current]:border-ink md:w-20"
              >
                <Picture image={picture.hash ?? picture.url} alt="" sizes="80px" />
              </a>
            </li>
          ))}
        </ol>
      ) : null}
    </section>
  )
}
