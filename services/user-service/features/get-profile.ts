import { type Ctx, feature } from '@rialto/core'
import { getProfile } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { ownId } from './own-id.ts'
import { readProfile } from './read-profile.ts'

export default feature(getProfile, (_input, ctx: Ctx<Ports>) =>
  ctx.tx((tx) => readProfile(ctx, tx, ownId(ctx))),
)
