import type { Basket } from './basket.ts'

/** What a person saw of a basket's price; it travels in the form, so that a change can be shown beside it. */
export type Seen = {
  readonly digest: string
  readonly currency: string
  readonly total: number
  readonly discounts: number
  readonly taxes: number
  readonly lines: readonly {
    readonly sku: string
    readonly title: string
    readonly quantity: number
    readonly unit: number | null
  }[]
  readonly shipping: readonly { readonly vendor: string; readonly amount: number }[]
}

type Amounts = { readonly from: number; readonly to: number }
export type Change =
  | ({ readonly kind: 'price'; readonly title: string } & Amounts)
  | ({ readonly kind: 'quantity'; readonly title: string } & Amounts)
  | ({ readonly kind: 'shipping'; readonly title: string } & Amounts)
  | ({ readonly kind: 'discounts' | 'taxes' | 'total' } & Amounts)
  | { readonly kind: 'gone' | 'new'; readonly title: string }

export function seenOf(basket: Basket): Seen {
  const { quote, parts } = basket
  return {
    digest: quote?.digest ?? '',
    currency: basket.currency,
    total: quote?.totals.total ?? 0,
    discounts: quote?.totals.discounts ?? 0,
    taxes: quote?.totals.taxes ?? 0,
    lines: parts.flatMap((part) =>
      part.lines.map(({ sku, title, quantity, price }) => ({
        sku,
        title,
        quantity,
        unit: price?.unit ?? null,
      })),
    ),
    shipping: parts.map((part) => ({ vendor: part.name, amount: part.quoted?.shipping ?? 0 })),
  }
}

/** Reads what came back with the form; null when it is not ours. It is only shown, never charged. */
export function readSeen(text: string): Seen | null {
  try {
    const seen = JSON.parse(text) as Partial<Seen> | null
    const isWhole =
      Array.isArray(seen?.lines) && Array.isArray(seen.shipping) && typeof seen.digest === 'string'
    return isWhole ? (seen as Seen) : null
  } catch {
    return null
  }
}

/** What is different from what the person saw; empty when nothing they could see has changed. */
export function changesBetween(before: Seen, after: Seen): Change[] {
  if (before.digest === after.digest) return []
  const changes: Change[] = []
  for (const line of after.lines) {
    const old = before.lines.find((one) => one.sku === line.sku)
    const { title } = line
    if (!old) changes.push({ kind: 'new', title })
    else if (line.unit === null) changes.push({ kind: 'gone', title })
    else {
      if (old.unit !== line.unit) changes.push({ kind: 'price', title, from: old.unit ?? 0, to: line.unit })
      if (old.quantity !== line.quantity) {
        changes.push({ kind: 'quantity', title, from: old.quantity, to: line.quantity })
      }
    }
  }
  for (const old of before.lines) {
    if (!after.lines.some((line) => line.sku === old.sku)) changes.push({ kind: 'gone', title: old.title })
  }
  for (const { vendor, amount } of after.shipping) {
    const old = before.shipping.find((one) => one.vendor === vendor)
    if (old && old.amount !== amount)
      changes.push({ kind: 'shipping', title: vendor, from: old.amount, to: amount })
  }
  for (const kind of ['discounts', 'taxes', 'total'] as const) {
    if (before[kind] !== after[kind]) changes.push({ kind, from: before[kind], to: after[kind] })
  }
  return changes
}
