import { feature, ok, type Result, refuse } from '@rialto/core'
import { changeDrop } from '../contract.ts'
import * as store from '../store.ts'
import { planOf, scheduleMoments, setAside, type Wish } from './plan-drop.ts'
import { showToOperator } from './show-drop.ts'

type Input = Partial<Omit<Wish, 'dropId'>> & { dropId: string; version: number }

// Stock decides first, under the version that this change makes: of two who change a drop at once, one is refused there.
export default feature(changeDrop, async (input, ctx) => {
  const known = await store.findDrop(ctx.sql, input.dropId)
  if (!known) return refuse('NOT_FOUND', 'There is no such drop')
  const wish = decide(known, input)
  if (!wish.ok) return wish
  const plan = await planOf(ctx, wish.value)
  if (!plan.ok) return plan
  const set = await setAside(ctx, plan.value, known.version + 1)
  if (!set.ok) return set
  const row = await ctx.tx(async (tx) => {
    const changed = await store.changeDrop(tx, plan.value, known.version)
    if (changed) await scheduleMoments(tx, changed)
    return changed
  })
  if (!row) return refuse('VERSION_CONFLICT', 'The drop was changed meanwhile. Read it again')
  // What is remembered of it may be a second old: this change is the truth, and it was made before the opening.
  const { opensAt, endsAt } = plan.value
  const times = { opensAt: opensAt.toISOString(), endsAt: endsAt.toISOString(), state: 'coming' as const }
  return ok({ ...showToOperator(row, undefined), ...times })
})

/** What the drop shall be: as it was, but for what the change names. A drop that has opened stays as it is. */
export function decide(
  known: store.DropRow,
  { dropId, version, ...change }: Input,
): Result<Wish, 'VERSION_CONFLICT' | 'DROP_OPEN' | 'DROP_ENDED'> {
  if (known.cancelledAt || known.closedAt) return refuse('DROP_ENDED', 'This drop is over')
  if (known.secondsToOpening <= 0) return refuse('DROP_OPEN', 'A drop that has opened cannot be changed')
  if (known.version !== version) {
    return refuse('VERSION_CONFLICT', 'The drop was changed meanwhile. Read it again', {
      version: known.version,
    })
  }
  return ok({
    dropId,
    slug: change.slug ?? known.slug,
    title: change.title ?? known.title,
    story: change.story ?? known.story,
    items: change.items ?? known.items.map(({ sku, quantity }) => ({ sku, quantity })),
    opensAt: change.opensAt ?? known.opensAt.toISOString(),
    endsAt: change.endsAt ?? known.endsAt.toISOString(),
    perPersonMax: change.perPersonMax ?? known.perPersonMax,
    showsUnits: change.showsUnits ?? known.showsUnits,
  })
}
