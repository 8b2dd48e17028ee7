import { feature, ok, refuse } from '@rialto/core'
import { getFigures } from '../contract.ts'
import { findFigures } from '../store/figures.ts'

export default feature(getFigures, async ({ day }, ctx) => {
  // 30 February has the form of a day and is none.
  if (day !== undefined && new Date(`${day}T00:00:00Z`).toJSON()?.slice(0, 10) !== day) {
    return refuse('VALIDATION_FAILED', 'There is no such day')
  }
  return ok(await findFigures(ctx.sql, day ?? null))
})
