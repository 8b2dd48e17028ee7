import { type Ctx, type Result, refuse, type Tx, vendorScope } from '@rialto/core'
import { findVariants } from '@rialto/product-service/contract'
import {
  changeStock,
  findLevel,
  findStockOwner,
  findWarehouses,
  type Level,
  type StockOutcome,
} from '../store.ts'

export type StockWish = {
  sku: string
  warehouseId: string
  kind: 'receive' | 'adjust' | 'count'
  quantity: number
}
type Owner = { productId: string; vendorId: string }
type WhereCode = 'SKU_NOT_FOUND' | 'WAREHOUSE_NOT_FOUND'

/**
 * The steps that receiving, adjusting and counting share: find whose SKU it is, then change it in one commit.
 * A vendor's people touch their own stock only; another vendor's SKU does not exist for them.
 */
export async function changeOwnStock<C extends string>(
  ctx: Ctx,
  wish: StockWish,
  decide: (outcome: StockOutcome) => C | null,
): Promise<Result<Level, WhereCode | C>> {
  const owner = await findOwner(ctx, wish.sku)
  const vendorId = vendorScope(ctx.actor)
  if (!owner || (vendorId !== null && owner.vendorId !== vendorId)) {
    return refuse('SKU_NOT_FOUND', `There is no SKU ${wish.sku} in your catalogue`)
  }
  return ctx.once((tx) => apply(ctx, { tx, wish, owner }, decide))
}

async function apply<C extends string>(
  ctx: Ctx,
  parts: { tx: Tx; wish: StockWish; owner: Owner },
  decide: (outcome: StockOutcome) => C | null,
): Promise<Result<Level, WhereCode | C>> {
  const { tx, wish, owner } = parts
  const [warehouse] = await findWarehouses(tx, [wish.warehouseId], [])
  if (!warehouse) return refuse('WAREHOUSE_NOT_FOUND', 'There is no such warehouse')
  const causeId = ctx.requestKey?.id ?? ctx.newId()
  const [outcome] = await changeStock(tx, [{ tenantId: ctx.tenant, ...wish, ...owner, causeId }])
  const code = outcome ? decide(outcome) : null
  if (code) return refuse(code, 'The stock cannot be changed like this')
  const level = await findLevel(tx, wish.sku, wish.warehouseId)
  if (!level) throw new Error('A changed stock row cannot be read')
  return { ok: true, value: level }
}

/** Stock knows a SKU once it had any; the catalogue knows it from its creation. */
async function findOwner(ctx: Ctx, sku: string): Promise<Owner | undefined> {
  const known = await findStockOwner(ctx.sql, sku)
  if (known) return known
  const found = await ctx.call(findVariants, { skus: [sku], variantIds: [] })
  return found.ok ? found.value.items[0] : undefined
}
