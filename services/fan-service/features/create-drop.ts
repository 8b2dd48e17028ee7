import { deriveId, feature, ok, refuse } from '@rialto/core'
import { closeDrop } from '@rialto/inventory-service/contract'
import { createDrop } from '../contract.ts'
import { findDrop, insertDrop } from '../store.ts'
import { planOf, refuseSlug, scheduleMoments, setAside } from './plan-drop.ts'
import { showToOperator, standingsOf } from './show-drop.ts'

// Units first, then the page: nobody is told of a drop that has nothing to sell. The id comes from the request's key, so
// a repeated request finds what the first one set aside. Units of a request that died and never came again return when
// the drop would have ended.
export default feature(createDrop, async ({ showsUnits = false, ...input }, ctx) => {
  const key = ctx.requestKey
  if (!key) return refuse('IDEMPOTENCY_KEY_REQUIRED', 'Send an Idempotency-Key')
  const dropId = deriveId(ctx.tenant, 'drop', key.id)
  const known = await findDrop(ctx.sql, dropId)
  if (known) return ctx.once(async () => ok(showToOperator(known, undefined)))
  const plan = await planOf(ctx, { ...input, dropId, showsUnits })
  if (!plan.ok) return plan
  const set = await setAside(ctx, plan.value, 1)
  if (!set.ok) return set.code === 'DROP_OPEN' || set.code === 'DROP_ENDED' ? refuseLate() : set
  const standings = await standingsOf(ctx, [{ dropId }])
  if (!standings.ok) return standings
  const created = await ctx.once(async (tx) => {
    const row = await insertDrop(tx, plan.value)
    if (!row) return refuseSlug(input.slug)
    await scheduleMoments(tx, row)
    return ok(showToOperator(row, standings.value.get(dropId)))
  })
  if (!created.ok && created.code === 'DROP_SLUG_TAKEN') await ctx.call(closeDrop, { dropId, why: 'cancel' })
  return created
})

/** The opening passed while this was being written, or the same request was called off meanwhile. */
function refuseLate() {
  return refuse('DROP_TIMES_WRONG', 'The opening has passed. Plan the drop anew')
}
