import { type Ctx, feature, ok } from '@rialto/core'
import { listMailRequests } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import * as store from '../store/mail-requests.ts'

export default feature(listMailRequests, async ({ userId }, ctx: Ctx<Ports>) =>
  ok({ items: await store.listMailRequests(ctx.sql, userId) }),
)
