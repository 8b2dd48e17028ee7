import { localeOf } from '@rialto/ui'
import { useRoot, useSay } from '../../texts.ts'

const star = 'm12 2.5 2.9 6.1 6.6.8-4.9 4.6 1.3 6.6L12 17.3l-5.9 3.3 1.3-6.6-4.9-4.6 6.6-.8L12 2.5Z'
const starWidth = 24
const count = 5

/** Five stars, filled as far as the rating goes; said in words to those who listen. */
export function Stars({ rating, className = 'h-5' }: { rating: number; className?: string }) {
  const say = useSay()
  const { language } = useRoot()
  const shown = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 1 }).format(rating)
  const width = count * starWidth
  const id = `stars-${Math.round(rating * 10)}`
  return (
    <svg
      viewBox={`0 0 ${width} 24`}
      role="img"
      aria-label={say('product.stars', { rating: shown })}
      className={`shrink-0 text-brass rtl:-scale-x-100 ${className}`}
    >
      <defs>
        <clipPath id={id}>
          <rect width={(rating / count) * width} height="24" />
        </clipPath>
      </defs>
      {Array.from({ length: count }, (_, index) => index * starWidth).map((left) => (
        <g key={left} transform={`translate(${left} 0)`}>
          <path d={star} className="fill-none stroke-current stroke-[1.5]" strokeLinejoin="round" />
        </g>
      ))}
      <g clipPath={`url(#${id})`}>
        {Array.from({ length: count }, (_, index) => index * starWidth).map((left) => (
          <path key={left} d={star} transform={`translate(${left} 0)`} className="fill-current" />
        ))}
      </g>
    </svg>
  )
}
