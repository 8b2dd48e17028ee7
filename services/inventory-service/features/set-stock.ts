import { feature, ok, refuse } from '@rialto/core'
import { setStock } from '../contract.ts'
import { changeStock, findWarehouses } from '../store.ts'

// The same entries again change nothing and publish nothing, so an import may repeat them.
export default feature(setStock, async ({ causeId, entries }, ctx) => {
  const codes = [...new Set(entries.map((entry) => entry.warehouse))]
  const known = new Map((await findWarehouses(ctx.sql, [], codes)).map((one) => [one.code, one.id]))
  const unknown = codes.find((code) => !known.has(code))
  if (unknown) return refuse('WAREHOUSE_NOT_FOUND', `There is no warehouse ${unknown}`)
  const changes = entries.map(({ warehouse, ...entry }) => ({
    ...entry,
    tenantId: ctx.tenant,
    warehouseId: known.get(warehouse) ?? '',
    kind: 'count' as const,
    causeId,
  }))
  const outcomes = await ctx.tx((tx) => changeStock(tx, changes))
  return ok({ changed: outcomes.filter((outcome) => outcome.changed).length })
})
