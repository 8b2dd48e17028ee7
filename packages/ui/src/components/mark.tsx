/** The bridge over the water: the sign of the market, beside its name. */
export function Mark({ className = 'h-7 w-9' }: { className?: string }) {
  return (
    <svg viewBox="0 0 36 28" aria-hidden="true" className={`shrink-0 ${className}`}>
      <path
        d="M2 17.500V13C7.500 12 12 5 18 5s10.500 7 16 8v4.500h-6.500a9.500 9.500 0 0 0-19 0H2Z"
        className="fill-ink"
      />
      <path
        d="M3 23c2.500 0 2.500-1.500 5-1.500s2.500 1.500 5 1.500 2.500-1.500 5-1.500 2.500 1.500 5 1.500 2.500-1.500 5-1.500 2.500 1.500 5 1.500"
        className="fill-none stroke-lagoon stroke-2"
        strokeLinecap="round"
      />
    </svg>
  )
}
