import type { Ctx, Job } from '@rialto/core'
import { type ListingWindow, listingWindows } from '../model/listing-windows.ts'
import { decideIntent, type Intent, ownMetadata } from '../model.ts'
import type { Ports, Provider } from '../ports.ts'
import { findOpenTenders, type OpenTender } from '../store/open-tenders.ts'
import { findTender } from '../store/tenders.ts'
import { waitForTurn } from './open-tender.ts'
import { resolve } from './resolve-payment.ts'

/** Webhooks mostly come within seconds; who has heard nothing for this long is asked about. */
const quietSeconds = 15
const days = 2
const tendersMax = 5_000
const pagesMax = 50
/** Customers come first: when the bucket is this far behind, the rest waits for the next run. */
const waitSecondsMax = 5

/**
 * The reconciler of open payments: with every webhook lost and every payer gone, a payment that was made at the
 * provider is found within a minute, and becomes a paid order or goes back (spine 5). It reads the provider's list in
 * pages of 100, not payment by payment, and asks again only about those whose word differs from ours.
 */
export default {
  kind: 'payment.compare_open',
  everySeconds: 20,
  run: async (_job, ctx) => {
    const { provider } = ctx.ports
    if (!provider) return
    const open = await findOpenTenders(ctx.sql, { quietSeconds, days, tendersMax })
    let pagesLeft = pagesMax
    // In any order: when there is more than one run can read, none is always the last.
    for (const window of shuffled(listingWindows(open))) {
      pagesLeft -= await compareWindow(ctx, provider, { window, pagesMax: pagesLeft })
      if (pagesLeft <= 0) return
    }
  },
} satisfies Job<Ports>

/** Reads one window of the provider's list; answers how many pages that took, or all of them when it had to stop. */
async function compareWindow(
  ctx: Ctx<Ports>,
  provider: Provider,
  { window, pagesMax }: { window: ListingWindow<OpenTender>; pagesMax: number },
): Promise<number> {
  const waiting = new Map(window.tenders.map((tender) => [keyOf(tender), tender]))
  let after: string | null = null
  for (let page = 1; page <= pagesMax; page += 1) {
    if (!(await waitForTurn(ctx, waitSecondsMax))) return pagesMax
    const listed = await provider.listIntents({ from: window.from, to: window.to, after })
    if (listed.outcome !== 'done') {
      ctx.log.warn('open payments could not be compared with the provider', {
        op: 'payment.compare_open',
        reason: listed.outcome === 'unknown' ? listed.reason : listed.code,
      })
      return pagesMax
    }
    for (const intent of listed.value.intents) {
      const tender = waiting.get(intent.id) ?? waiting.get(ownKeyOf(intent))
      if (!tender) continue
      waiting.delete(keyOf(tender))
      const present = await findTender(ctx.sql, tender.id)
      const decision = decideIntent(present, intent)
      if (decision.state !== present.state || decision.next !== 'nothing') await resolve(ctx, present)
    }
    after = listed.value.intents.at(-1)?.id ?? null
    if (waiting.size === 0 || listed.value.isLast || after === null) return page
  }
  return pagesMax
}

/** By its intent, or, while nobody has told us the intent, by what we gave the intent along. */
function keyOf({ intentId, id, round }: OpenTender): string {
  return intentId ?? `${id} ${round}`
}

function ownKeyOf({ metadata }: Intent): string {
  const own = ownMetadata(metadata)
  return own ? `${own.paymentId} ${own.round}` : ''
}

function shuffled<T>(items: readonly T[]): T[] {
  return items
    .map((item) => ({ item, at: Math.random() }))
    .sort((one, other) => one.at - other.at)
    .map(({ item }) => item)
}
