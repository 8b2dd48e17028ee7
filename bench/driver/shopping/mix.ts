/** The fourteen interactions of TPC-W, and how often each comes in its shopping mix, in hundredths of a percent. */
export const weights = {
  home: 1_600,
  'new products': 500,
  'best sellers': 500,
  'product detail': 1_700,
  'search request': 2_000,
  'search results': 1_700,
  'shopping cart': 1_160,
  'customer registration': 300,
  'buy request': 260,
  'buy confirm': 120,
  'order inquiry': 75,
  'order display': 66,
  'admin request': 10,
  'admin confirm': 9,
} as const

export type Interaction = keyof typeof weights
export const interactions = Object.keys(weights) as Interaction[]

/** What must have come before, if the shopper has not got that far. */
const before: Partial<Record<Interaction, Interaction>> = {
  'buy request': 'shopping cart',
  'buy confirm': 'buy request',
  'order display': 'buy confirm',
  'admin confirm': 'admin request',
}

const total = interactions.reduce((sum, one) => sum + weights[one], 0)

/**
 * Says what comes next. Each is drawn by its weight; whoever lacks what it needs does that first. What was done for that
 * is drawn once less later, by whomever, so that the shares stay those of the mix.
 */
export function openMix() {
  const ahead = new Map<Interaction, number>()
  const draw = (): Interaction => {
    for (;;) {
      const drawn = drawOne()
      const count = ahead.get(drawn) ?? 0
      if (count === 0) return drawn
      ahead.set(drawn, count - 1)
    }
  }
  return {
    next: (progress: { has(interaction: Interaction): boolean }): Interaction[] => {
      const way = [draw()]
      for (let first = before[way[0] as Interaction]; first && !progress.has(first); first = before[first]) {
        ahead.set(first, (ahead.get(first) ?? 0) + 1)
        way.unshift(first)
      }
      return way
    },
  }
}

function drawOne(): Interaction {
  let left = Math.random() * total
  for (const one of interactions) {
    left -= weights[one]
    if (left < 0) return one
  }
  return 'home'
}
