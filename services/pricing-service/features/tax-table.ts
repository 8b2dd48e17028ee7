import type { Ctx } from '@rialto/core'
import { seedRates, taxSeed } from '../model/tax-seed.ts'
import { indexTaxTable, type TaxTable } from '../model/taxes.ts'
import { readTaxTable, seedTaxTable } from '../store/taxes.ts'

const tablesMax = 200

/** Tables by revision. A revision is one content for ever, so nothing in here grows stale. */
const tables = new Map<string, TaxTable>()

/** The tax table that a quote uses. `known` is what the database says it has now; null before its first use. */
export async function findTaxTable(
  ctx: Ctx,
  known: { revision: string; seed: number } | null,
): Promise<TaxTable> {
  const cached = known && known.seed >= taxSeed ? tables.get(known.revision) : undefined
  if (cached) return cached
  const table = await loadTaxTable(ctx)
  if (tables.size >= tablesMax) tables.clear()
  tables.set(table.revision, table)
  return table
}

async function loadTaxTable(ctx: Ctx): Promise<TaxTable> {
  await ensureTaxTable(ctx)
  const stored = await readTaxTable(ctx.sql)
  if (!stored) throw new Error('The tax table was written, but cannot be read')
  return indexTaxTable(stored.revision, stored.rates)
}

/** A marketplace gets our edition of the tax table when it is first needed, and newer editions as they come. */
export function ensureTaxTable(ctx: Ctx): Promise<void> {
  return ctx.tx((tx) => seedTaxTable(tx, taxSeed, seedRates))
}
