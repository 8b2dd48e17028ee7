import type { Tx } from '@rialto/core'
import { changeStock, findShippedFrom } from '../store.ts'

export type ReturnedUnits = {
  returnId: string
  holdId: string
  generation: number
  lines: { sku: string; quantity: number; restock: number }[]
}

/**
 * Units that came back and can be sold again lie where they were sent from. What was written off was gone with its
 * shipment: nothing of the stock changes by it.
 */
export async function restockReturn(returned: ReturnedUnits & { tenantId: string }, tx: Tx): Promise<void> {
  const { tenantId, returnId, holdId, generation } = returned
  const lines = returned.lines.filter((line) => line.restock > 0)
  if (lines.length === 0) return
  const places = await findShippedFrom(tx, { holdId, generation })
  const changes = lines.map(({ sku, restock }) => {
    const place = places.find((one) => one.sku === sku)
    if (!place) throw new Error(`The hold ${holdId} sent nothing of ${sku}`)
    return { tenantId, ...place, kind: 'return' as const, quantity: restock, causeId: returnId }
  })
  await changeStock(tx, changes)
}
