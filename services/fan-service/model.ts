/** The times of a drop, in milliseconds since 1970. */
export type Times = { readonly opensAt: number; readonly endsAt: number }

const dayMs = 86_400_000
const lastsDaysMax = 30
const aheadDaysMax = 366

/** What is wrong with the times of a drop; null when nothing is. */
export function timesProblem({ opensAt, endsAt }: Times, now: number): string | null {
  if (Number.isNaN(opensAt) || Number.isNaN(endsAt)) return 'A time cannot be read'
  if (opensAt <= now) return 'The opening must be in the future'
  if (opensAt > now + aheadDaysMax * dayMs) return `A drop is planned for at most ${aheadDaysMax} days ahead`
  if (endsAt <= opensAt) return 'The end must come after the opening'
  if (endsAt > opensAt + lastsDaysMax * dayMs) return `A drop lasts at most ${lastsDaysMax} days`
  return null
}

export type Standing = {
  readonly state: 'coming' | 'open' | 'ended'
  readonly slices: readonly { readonly unsold: number }[]
}

/** How a drop stands for whoever looks at it: what stock says, in a word for people. */
export function stateOf(isCancelled: boolean, standing: Standing | undefined) {
  if (isCancelled) return 'cancelled' as const
  if (!standing) return 'ended' as const
  const isSoldOut = standing.state === 'open' && standing.slices.every(({ unsold }) => unsold === 0)
  return isSoldOut ? ('sold_out' as const) : standing.state
}

type Variant = {
  readonly sku: string
  readonly productId: string
  readonly status: string
}

/** Whether these variants can be one drop: all there, for sale, and of one product. */
export function productProblem(skus: readonly string[], variants: readonly Variant[]): string | null {
  if (new Set(skus).size !== skus.length) return 'A SKU is named twice'
  const missing = skus.find((sku) => !variants.some((one) => one.sku === sku && one.status === 'active'))
  if (missing !== undefined) return `${missing} is not for sale`
  return new Set(variants.map((one) => one.productId)).size === 1 ? null : 'All SKUs must be of one product'
}
