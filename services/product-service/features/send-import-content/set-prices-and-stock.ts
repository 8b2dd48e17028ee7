import type { Ctx, Result } from '@rialto/core'
import { setStock } from '@rialto/inventory-service/contract'
import { setPrices } from '@rialto/pricing-service/contract'
import type { ProductImport } from '../../store/imports.ts'
import type { StoredRow } from './store-batch.ts'

const entriesMax = 1_000
const attemptsMax = 5
const firstPauseMs = 100

/**
 * Hands prices and stock to the services that own them. What is equal there already changes nothing, so it may repeat.
 * Answers why the import must stop, or null.
 */
export async function setPricesAndStock(
  ctx: Ctx,
  one: ProductImport,
  rows: readonly StoredRow[],
): Promise<string | null> {
  const variants = rows.flatMap(({ productId, row }) =>
    row.variants.map((variant) => ({ variant, of: { sku: variant.sku, productId, vendorId: one.vendorId } })),
  )
  const prices = variants.flatMap(({ variant, of }) =>
    variant.prices?.length ? [{ ...of, prices: variant.prices }] : [],
  )
  const stock = variants.flatMap(({ variant, of }) =>
    (variant.stock ?? []).map((entry) => ({ ...of, ...entry })),
  )
  const causeId = `import:${one.id}`
  const steps = [
    ...inParts(prices).map((entries) => () => ctx.call(setPrices, { entries })),
    ...inParts(stock).map((entries) => () => ctx.call(setStock, { causeId, entries })),
  ]
  for (const step of steps) {
    const result = await insist(step)
    if (!result.ok) return `Prices and stock could not be set: ${result.code} ${result.detail ?? ''}`
  }
  return null
}

/** A busy service is asked again; when it stays away, the import stops and goes on when its file is sent again. */
async function insist(call: () => Promise<Result<unknown>>): Promise<Result<unknown>> {
  for (let attempt = 1; ; attempt += 1) {
    const result = await call()
    const isPassing = !result.ok && (result.code === 'BUSY' || result.code === 'CALL_UNKNOWN')
    if (!isPassing || attempt === attemptsMax) return result
    await new Promise((resolve) => setTimeout(resolve, firstPauseMs * 2 ** attempt))
  }
}

function inParts<T>(entries: readonly T[]): T[][] {
  const parts: T[][] = []
  for (let at = 0; at < entries.length; at += entriesMax) parts.push(entries.slice(at, at + entriesMax))
  return parts
}
