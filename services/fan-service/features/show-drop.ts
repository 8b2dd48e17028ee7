import { type CallCode, type Ctx, ok, type Result } from '@rialto/core'
import { findDrops } from '@rialto/inventory-service/contract'
import type { createDrop, listDrops } from '../contract.ts'
import { stateOf } from '../model.ts'
import type { DropRow } from '../store.ts'

export type PublicDrop = NonNullable<(typeof listDrops)['types']>['output']['items'][number]
export type OperatorDrop = NonNullable<(typeof createDrop)['types']>['output']
export type Standing = NonNullable<(typeof findDrops)['types']>['output']['items'][number]

/** How drops stand now, by id, as inventory-service decides on them. */
export async function standingsOf(
  ctx: Ctx,
  rows: readonly Pick<DropRow, 'dropId'>[],
): Promise<Result<ReadonlyMap<string, Standing>, CallCode>> {
  if (rows.length === 0) return ok(new Map())
  const found = await ctx.call(findDrops, { dropIds: rows.map((row) => row.dropId) })
  return found.ok ? ok(new Map(found.value.items.map((one) => [one.dropId, one]))) : found
}

/** A drop for everybody. How many units there are is told only where the drop says so. */
export function showDrop(row: DropRow, standing: Standing | undefined): PublicDrop {
  return {
    ...wordsOf(row),
    ...timesOf(row, standing),
    items: row.items.map(({ quantity: _quantity, ...item }) => item),
    units: row.showsUnits ? row.items.reduce((sum, item) => sum + item.quantity, 0) : null,
  }
}

/** A drop for those who plan it. */
export function showToOperator(row: DropRow, standing: Standing | undefined): OperatorDrop {
  const { items, showsUnits, version } = row
  const units = items.reduce((sum, item) => sum + item.quantity, 0)
  return { ...wordsOf(row), ...timesOf(row, standing), items, units, showsUnits, version }
}

/** The clock of whoever decides: it may differ from that of this process. */
export function nowOf(ctx: Ctx, standings: ReadonlyMap<string, Standing>): string {
  const [first] = standings.values()
  return first?.now ?? ctx.now().toISOString()
}

function wordsOf(row: DropRow) {
  const { dropId, slug, title, story, productId, productSlug, vendorId, image, perPersonMax } = row
  return { dropId, slug, title, story, productId, productSlug, vendorId, image, perPersonMax }
}

function timesOf(row: DropRow, standing: Standing | undefined) {
  return {
    opensAt: standing?.opensAt ?? row.opensAt.toISOString(),
    endsAt: standing?.endsAt ?? row.endsAt.toISOString(),
    state: stateOf(row.cancelledAt !== null, standing),
  }
}
