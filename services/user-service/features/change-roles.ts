import { type Ctx, feature, ok, refuse, type Tx } from '@rialto/core'
import { changeRoles, rolesChanged } from '../contract.ts'
import type { Ports } from '../model/ports.ts'
import { lockAccount } from '../store/accounts.ts'
import { findRoles, grantRoles, lockHolders, revokeRoles } from '../store/roles.ts'

type Change = { userId: string; grant: readonly string[]; revoke: readonly string[] }

export default feature(changeRoles, ({ userId, grant = [], revoke = [] }, ctx: Ctx<Ports>) =>
  ctx.once((tx) => change(ctx, tx, { userId, grant, revoke })),
)

/** Nobody may be locked out of the marketplace: its last administrator keeps the role (INV-6). */
export function decide(change: Change, admins: readonly string[]): 'LAST_ADMIN' | null {
  const takesAdmin = change.revoke.includes('operator_admin') && !change.grant.includes('operator_admin')
  return takesAdmin && admins.length === 1 && admins[0] === change.userId ? 'LAST_ADMIN' : null
}

async function change(ctx: Ctx<Ports>, tx: Tx, wish: Change) {
  const { userId } = wish
  const admins = wish.revoke.includes('operator_admin') ? await lockHolders(tx, 'operator_admin') : []
  if (!(await lockAccount(tx, userId))) return refuse('USER_NOT_FOUND', 'There is no such user')
  if (decide(wish, admins))
    return refuse('LAST_ADMIN', 'This is the last administrator. Name another one first')
  const by = `${ctx.actor.kind}:${ctx.actor.id}`
  const revoked = await revokeRoles(
    tx,
    userId,
    wish.revoke.filter((role) => !wish.grant.includes(role)),
  )
  const granted = await grantRoles(tx, { userId, roles: wish.grant, by })
  const roles = (await findRoles(tx, [userId])).get(userId) ?? []
  if (revoked.length + granted.length > 0) await tx.publish(rolesChanged, userId, { userId, roles, by })
  return ok({ userId, roles })
}
