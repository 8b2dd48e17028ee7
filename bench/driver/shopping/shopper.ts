import type { Interaction } from './mix.ts'

/** What one emulated shopper can do: an interaction is a page or a few calls, from the first request to the last byte. */
export type Shopper = {
  readonly way: 'pages' | 'API'
  readonly does: Readonly<Record<Interaction, () => Promise<unknown>>>
}

/** How far a shopper is. */
export function openProgress() {
  const done = new Set<Interaction>()
  const undo = (...all: Interaction[]) => {
    for (const one of all) done.delete(one)
  }
  return {
    has: (interaction: Interaction) => done.has(interaction),
    /** The bag changed since its price was seen; an order leaves none; a price is set once for each look at it. */
    note: (interaction: Interaction) => {
      done.add(interaction)
      if (interaction === 'shopping cart') undo('buy request')
      if (interaction === 'buy confirm') undo('shopping cart', 'buy request')
      if (interaction === 'admin confirm') undo('admin request')
    },
    /** After a failure a shopper begins again. */
    reset: () => done.clear(),
  }
}
