import { type Ctx, feature, ok } from '@rialto/core'
import { findDrops } from '../contract.ts'
import type { InventoryPorts, Remembered } from '../ports.ts'
import * as store from '../store.ts'

export default feature(findDrops, async ({ dropIds, account }, ctx: Ctx<InventoryPorts>) => {
  const found = await Promise.all([...new Set(dropIds)].map((dropId) => remembered(ctx, dropId)))
  const standings = found.flatMap((one) => (one.drop ? [standingOf(one.drop, one.ageMs)] : []))
  // What is sold out or shut is answered from memory alone.
  const sells = standings.some(
    ({ state, slices }) => state === 'open' && slices.some(({ unsold }) => unsold > 0),
  )
  const uses = account === undefined || !sells ? null : await usesOf(ctx, dropIds, account)
  return ok({
    items: standings.map((one) => ({ ...one, used: uses && (uses.get(`drop:${one.dropId}`) ?? 0) })),
  })
})

async function remembered(ctx: Ctx<InventoryPorts>, dropId: string): Promise<Remembered> {
  const read = async () => (await store.findDrops(ctx.sql, [dropId]))[0]
  const memory = ctx.ports.drops
  return memory ? memory.get(`${ctx.tenant} ${dropId}`, read) : { drop: await read(), ageMs: 0 }
}

/** How a drop stands so many milliseconds after it was read: its terms say when it opens, whatever was true then. */
export function standingOf(drop: store.DropRow, ageMs: number) {
  const { dropId, opensAt, endsAt, perPersonMax, slices } = drop
  const now = new Date(drop.now.getTime() + ageMs)
  const state = drop.isClosed || endsAt <= now ? ('ended' as const) : opensAt > now ? 'coming' : 'open'
  const times = { now: now.toISOString(), opensAt: opensAt.toISOString(), endsAt: endsAt.toISOString() }
  return { dropId, state, ...times, perPersonMax, slices }
}

async function usesOf(ctx: Ctx, dropIds: readonly string[], account: string): Promise<Map<string, number>> {
  const scopes = dropIds.map((dropId) => `drop:${dropId}`)
  const rows = await store.findUses(ctx.sql, scopes, account)
  return new Map(rows.map((row) => [row.scope, row.used]))
}
