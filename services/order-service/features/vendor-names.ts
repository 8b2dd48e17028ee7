import { type Ctx, ok, type Result } from '@rialto/core'
import { findVendors } from '@rialto/vendor-service/contract'

const keptMs = 10_000
const keptMax = 5_000

const kept = new Map<string, { name: string; until: number }>()

/**
 * The names of vendors as mails show them, remembered for some seconds: a shop sends two mails for each order, and most
 * of them name the same few vendors. A vendor that is not known has none.
 */
export async function vendorNames(
  ctx: Pick<Ctx, 'call' | 'tenant'>,
  vendorIds: readonly string[],
): Promise<Result<ReadonlyMap<string, string>, string>> {
  const now = performance.now()
  const keyOf = (vendorId: string) => `${ctx.tenant} ${vendorId}`
  const names = new Map<string, string>()
  for (const vendorId of vendorIds) {
    const known = kept.get(keyOf(vendorId))
    if (known && known.until > now) names.set(vendorId, known.name)
  }
  const missing = vendorIds.filter((vendorId) => !names.has(vendorId))
  if (missing.length === 0) return ok(names)
  const found = await ctx.call(findVendors, { vendorIds: [...missing], slugs: [] })
  if (!found.ok) return found
  if (kept.size > keptMax) kept.clear()
  for (const { vendorId, name } of found.value.items) {
    names.set(vendorId, name)
    kept.set(keyOf(vendorId), { name, until: now + keptMs })
  }
  return ok(names)
}
