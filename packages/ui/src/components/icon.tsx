/** Line icons of 24 units, drawn for Rialto. Each is a path; `mirrored` ones point along the line of reading. */
const icons = {
  alert: { path: 'M12 3 2 20h20L12 3Zm0 7v4m0 3v.5' },
  arrow: { path: 'M4 12h15m-6-6 6 6-6 6', mirrored: true },
  bag: { path: 'M5 8h14l-1 12H6L5 8Zm4 0V6a3 3 0 0 1 6 0v2' },
  box: { path: 'm3 7 9-4 9 4v10l-9 4-9-4V7Zm0 0 9 4 9-4m-9 4v10' },
  check: { path: 'm4 12 5 5L20 6' },
  chevron: { path: 'm6 9 6 6 6-6' },
  clock: { path: 'M12 7v5l3 2m6-2a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z' },
  close: { path: 'M5 5l14 14M19 5 5 19' },
  filter: { path: 'M4 6h16M7 12h10m-7 6h4' },
  info: { path: 'M12 11v6m0-10v.5M21 12a9 9 0 1 1-18 0 9 9 0 0 1 18 0Z' },
  minus: { path: 'M5 12h14' },
  person: { path: 'M4 21c0-4 3.5-6 8-6s8 2 8 6M16 7a4 4 0 1 1-8 0 4 4 0 0 1 8 0Z' },
  plus: { path: 'M12 5v14M5 12h14' },
  pulse: { path: 'M3 12h4l3-7 4 14 3-7h4' },
  search: { path: 'm20 20-5-5m2-5a7 7 0 1 1-14 0 7 7 0 0 1 14 0Z' },
  star: { path: 'm12 3 2.7 5.8 6.3.8-4.6 4.4 1.2 6.2L12 17.1l-5.6 3.1 1.2-6.2L3 9.6l6.3-.8L12 3Z' },
  truck: {
    path: 'M2 6h12v10H2V6Zm12 4h4l4 3v3h-8v-6ZM8 18a2 2 0 1 1-4 0 2 2 0 0 1 4 0Zm12 0a2 2 0 1 1-4 0 2 2 0 0 1 4 0Z',
    mirrored: true,
  },
} as const satisfies Record<string, { path: string; mirrored?: boolean }>

export type IconName = keyof typeof icons

/** An icon beside words: decoration for those who see, silent for those who listen. */
export function Icon({ name, className = 'size-6' }: { name: IconName; className?: string }) {
  const icon: { path: string; mirrored?: boolean } = icons[name]
  return (
    <svg
      viewBox="0 0 24 24"
      aria-hidden="true"
      className={`shrink-0 fill-none stroke-current stroke-[1.5] ${icon.mirrored ? 'rtl:-scale-x-100' : ''} ${className}`}
    >
      <path d={icon.path} strokeLinecap="round" strokeLinejoin="round" />
    </svg>
  )
}
