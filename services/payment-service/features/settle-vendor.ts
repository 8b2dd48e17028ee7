import { deriveId, feature, ok, type Tx } from '@rialto/core'
import { settleVendor } from '../contract.ts'
import { claim } from '../model/ledger-settlement.ts'
import { lockGuards, post } from '../store/ledger.ts'
import { lockEligible, saveItems } from '../store/ledger-items.ts'
import { findSettlement, insertSettlement, type Settlement } from '../store/ledger-settlements.ts'

const itemsMax = 5_000

type Wish = { id: string; vendorId: string; currency: string; day: string }

export default feature(settleVendor, async ({ vendorId, currency, day }, ctx) => {
  const id = deriveId(ctx.tenant, 'settlement', vendorId, currency, day)
  const settled = await ctx.tx((tx) => settle(tx, { id, vendorId, currency, day }, ctx.tenant))
  return ok({ settlement: settled ? showSettlement(settled) : null })
})

/**
 * Items first, the vendor's guarded accounts last: a refund either came before and is out of the sum, or finds its item
 * claimed and makes a debt of it. Who asks at the same time waits for the items and finds the settlement then.
 */
async function settle(tx: Tx, wish: Wish, tenant: string): Promise<Settlement | undefined> {
  const { id, vendorId, currency } = wish
  const known = await findSettlement(tx, id)
  if (known) return known
  const items = await lockEligible(tx, { vendorId, currency, itemsMax })
  if (items.length === 0) return findSettlement(tx, id)
  // A twin may have settled while the locks were waited for; what came due since then is for the next settlement.
  const twin = await findSettlement(tx, id)
  if (twin) return twin
  const accounts = ['vendor.due', 'vendor.in_transfer', 'vendor.receivable']
  const guards = await lockGuards(tx, { id: vendorId, currency, accounts })
  const receivable = guards.find((guard) => guard.account === 'vendor.receivable')?.balance ?? 0n
  const { claimed, netted, amount, postings } = claim(items, receivable)
  const state = amount === 0n ? ('succeeded' as const) : ('intended' as const)
  const settlement = { ...wish, claimed, netted, amount, state }
  await insertSettlement(tx, settlement, `${tenant}:transfer:${id}`)
  await saveItems(
    tx,
    items.map((item) => ({ ...item, settlementId: id })),
  )
  await post(tx, { kind: 'settlement', cause: id, orderId: null, postings })
  return settlement
}

export function showSettlement({ id, claimed, netted, amount, ...rest }: Settlement) {
  return {
    settlementId: id,
    ...rest,
    claimed: Number(claimed),
    netted: Number(netted),
    amount: Number(amount),
  }
}
