import { feature, ok } from '@rialto/core'
import { getPolicy } from '../contract.ts'
import { findPolicy } from '../store/catalogue.ts'

export default feature(getPolicy, async (_input, ctx) => ok(await findPolicy(ctx.sql)))
