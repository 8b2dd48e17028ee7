type PictureProps = {
  /** The hash of a picture of ours, or an address; null shows the empty ground. */
  readonly image: string | null
  readonly alt: string
  /** How wide it is shown, as in the `sizes` attribute. */
  readonly sizes: string
  readonly className?: string
  /** The first picture of a page is loaded at once, the others when they come near. */
  readonly isFirst?: boolean
}

const widths = [160, 320, 480, 640, 800, 1200]
const shape = { width: 800, height: 1000 }
const sizedAddress = /\/\d+\.webp$/

/** A picture of a product, 4:5, in the width that fits; its place is kept, so that nothing jumps when it arrives. */
export function Picture({ image, alt, sizes, className = '', isFirst = false }: PictureProps) {
  if (image === null) return <div className={`aspect-[4/5] w-full bg-stone ${className}`} />
  return (
    <img
      {...addressesOf(image)}
      {...shape}
      sizes={sizes}
      alt={alt}
      loading={isFirst ? 'eager' : 'lazy'}
      fetchPriority={isFirst ? 'high' : 'auto'}
      decoding="async"
      className={`aspect-[4/5] h-auto w-full bg-stone object-cover ${className}`}
    />
  )
}

/** Pictures of ours come in widths; one from elsewhere comes as it is. */
function addressesOf(image: string): { src: string; srcSet?: string } {
  const isHash = /^[0-9a-f]{64}$/.test(image)
  if (!isHash && !sizedAddress.test(image)) return { src: image }
  const base = isHash ? `/media/${image}` : image.replace(sizedAddress, '')
  const at = (width: number) => `${base}/${width}.webp`
  return { src: at(640), srcSet: widths.map((width) => `${at(width)} ${width}w`).join(', ') }
}
