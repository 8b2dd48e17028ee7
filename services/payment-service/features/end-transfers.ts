import { deriveId, feature, ok, type Tx } from '@rialto/core'
import { endTransfers } from '../contract.ts'
import type { Journal } from '../model/ledger-chart.ts'
import { endTransfer } from '../model/ledger-settlement.ts'
import { append } from '../store/ledger.ts'
import { addItem } from '../store/ledger-items.ts'
import { lockSettlements, moveSettlement, type Settlement } from '../store/ledger-settlements.ts'
import { showSettlement } from './settle-vendor.ts'

export default feature(endTransfers, async ({ transfers }, ctx) => {
  const outcomes = new Map(transfers.map((one) => [one.settlementId, one.outcome]))
  const ended = await ctx.tx(async (tx) => {
    const journals: Journal[] = []
    const settlements: Settlement[] = []
    for (const settlement of await lockSettlements(tx, [...outcomes.keys()])) {
      const outcome = outcomes.get(settlement.id) ?? 'succeeded'
      const journal = await end(tx, settlement, outcome)
      if (journal) journals.push(journal)
      settlements.push(journal ? { ...settlement, state: outcome } : settlement)
    }
    await append(tx, journals)
    return settlements
  })
  return ok({ settlements: ended.map(showSettlement) })
})

async function end(
  tx: Tx,
  settlement: Settlement,
  outcome: 'succeeded' | 'failed',
): Promise<Journal | undefined> {
  const { id, vendorId, currency, amount } = settlement
  const move = amount === 0n ? undefined : endTransfer(settlement, outcome)
  if (!move) return undefined
  await moveSettlement(tx, id, outcome)
  if (move.isDueAgain) await addItem(tx, { id: deriveId('item', 'transfer', id), vendorId, currency, amount })
  return { kind: `transfer ${outcome}`, cause: id, orderId: null, postings: move.postings }
}
