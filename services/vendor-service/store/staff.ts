import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

type StaffRole = 'vendor_owner' | 'vendor_manager' | 'vendor_packer' | 'vendor_finance'
export type Member = { userId: string; role: StaffRole; since: string }
export type Membership = { vendorId: string; role: StaffRole }
export type Invitation = {
  invitationId: string
  vendorId: string
  role: StaffRole
  userId: string | null
  expiresAt: string
}

const insertMemberSql = statement(
  'vendor_insert_member',
  `insert into vendor_member (tenant_id, vendor_id, user_id, role) values (tenant(), $1, $2, $3)
   on conflict do nothing returning user_id`,
)
const findMembershipsSql = statement(
  'vendor_find_memberships',
  `select m.vendor_id as "vendorId", m.role
   from vendor_member m join vendor_vendor v on v.tenant_id = m.tenant_id and v.id = m.vendor_id
   where m.tenant_id = tenant() and m.user_id = $1 and v.status <> 'closed' order by m.since, m.vendor_id`,
)
const isMemberSql = statement(
  'vendor_is_member',
  'select user_id from vendor_member where tenant_id = tenant() and vendor_id = $1 and user_id = $2',
)
const listMembersSql = statement(
  'vendor_list_members',
  `select user_id as "userId", role, since from vendor_member
   where tenant_id = tenant() and vendor_id = $1 and user_id > $2 order by user_id limit $3`,
)
const countOtherOwnersSql = statement(
  'vendor_count_other_owners',
  `select count(*)::int as count from vendor_member
   where tenant_id = tenant() and vendor_id = $1 and role = 'vendor_owner' and user_id <> $2`,
)
const deleteMemberSql = statement(
  'vendor_delete_member',
  'delete from vendor_member where tenant_id = tenant() and vendor_id = $1 and user_id = $2 returning role',
)
const invitationColumns = `i.id as "invitationId", i.vendor_id as "vendorId", i.role, i.user_id as "userId",
  i.expires_at as "expiresAt"`
const insertInvitationSql = statement(
  'vendor_insert_invitation',
  `insert into vendor_invitation as i (tenant_id, id, vendor_id, role, user_id, expires_at)
   select tenant(), $1, $2, $3, $4::uuid, database_clock() + make_interval(secs => $5)
   where (select count(*) from vendor_invitation where tenant_id = tenant() and vendor_id = $2) < $6
   returning ${invitationColumns}`,
)
const findInvitationSql = statement(
  'vendor_find_invitation',
  `select ${invitationColumns}, c.email
   from vendor_invitation i left join vendor_contact c on c.tenant_id = i.tenant_id and c.id = i.id
   where i.tenant_id = tenant() and i.id = $1 and i.expires_at > database_clock()`,
)
const listInvitationsSql = statement(
  'vendor_list_invitations',
  `select ${invitationColumns}, c.email
   from vendor_invitation i left join vendor_contact c on c.tenant_id = i.tenant_id and c.id = i.id
   where i.tenant_id = tenant() and i.vendor_id = $1 and i.id > $2 and i.expires_at > database_clock()
   order by i.id limit $3`,
)
const listInvitationsOfUserSql = statement(
  'vendor_list_invitations_of_user',
  `select ${invitationColumns}, v.name as "vendorName"
   from vendor_invitation i join vendor_vendor v on v.tenant_id = i.tenant_id and v.id = i.vendor_id
   where i.tenant_id = tenant() and i.user_id = $1 and i.id > $2 and i.expires_at > database_clock()
   order by i.id limit $3`,
)
// Taking an invitation and erasing whom it was for is one step: of two who take it, one finds it.
const takeInvitationSql = statement(
  'vendor_take_invitation',
  `with taken as (
    delete from vendor_invitation
    where tenant_id = tenant() and id = $1 and vendor_id = $2 returning id
  ), erased as (
    delete from vendor_contact where tenant_id = tenant() and id in (select id from taken)
  )
  select id from taken`,
)
const forgetInvitationsSql = statement(
  'vendor_forget_invitations',
  `with due as (
    delete from vendor_invitation where (tenant_id, id) in (
      select tenant_id, id from vendor_invitation
      where tenant_id = tenant() and expires_at <= database_clock() limit $1)
    returning id
  ), erased as (
    delete from vendor_contact where tenant_id = tenant() and id in (select id from due)
  )
  select count(*)::int as count from due`,
)

/** Writes a membership; false when the person works for the vendor already. */
export async function insertMember(sql: Sql, member: Membership & { userId: string }): Promise<boolean> {
  const values = [member.vendorId, member.userId, member.role]
  return (await sql.query(insertMemberSql, values)).length > 0
}

export function findMemberships(sql: Sql, userId: string): Promise<Membership[]> {
  return sql.query(findMembershipsSql, [userId])
}

export async function isMember(sql: Sql, vendorId: string, userId: string): Promise<boolean> {
  return (await sql.query(isMemberSql, [vendorId, userId])).length > 0
}

export async function listMembers(
  sql: Sql,
  vendorId: string,
  page: { userId: string; limit: number },
): Promise<Member[]> {
  const rows = await sql.query<Omit<Member, 'since'> & { since: Date }>(listMembersSql, [
    vendorId,
    page.userId,
    page.limit,
  ])
  return rows.map((row) => ({ ...row, since: row.since.toISOString() }))
}

export async function countOtherOwners(sql: Sql, vendorId: string, userId: string): Promise<number> {
  const [row] = await sql.query<{ count: number }>(countOtherOwnersSql, [vendorId, userId])
  return row?.count ?? 0
}

export async function deleteMember(sql: Sql, vendorId: string, userId: string): Promise<boolean> {
  return (await sql.query(deleteMemberSql, [vendorId, userId])).length > 0
}

export type NewInvitation = Omit<Invitation, 'expiresAt'> & { lifeSeconds: number; invitationsMax: number }

/** Writes an invitation; undefined when the vendor has as many open ones as it may. */
export async function insertInvitation(sql: Sql, wanted: NewInvitation): Promise<Invitation | undefined> {
  const { invitationId, vendorId, role, userId, lifeSeconds, invitationsMax } = wanted
  const values = [invitationId, vendorId, role, userId, lifeSeconds, invitationsMax]
  const [row] = await sql.query<Dated<Invitation>>(insertInvitationSql, values)
  return row && isoOf(row)
}

export async function findInvitation(sql: Sql, invitationId: string) {
  const [row] = await sql.query<Dated<Invitation & { email: string | null }>>(findInvitationSql, [
    invitationId,
  ])
  return row && isoOf(row)
}

export async function listInvitations(
  sql: Sql,
  vendorId: string,
  page: { invitationId: string; limit: number },
) {
  const values = [vendorId, page.invitationId, page.limit]
  const rows = await sql.query<Dated<Invitation & { email: string | null }>>(listInvitationsSql, values)
  return rows.map(isoOf)
}

export async function listInvitationsOfUser(
  sql: Sql,
  userId: string,
  page: { invitationId: string; limit: number },
) {
  const values = [userId, page.invitationId, page.limit]
  const rows = await sql.query<Dated<Invitation & { vendorName: string }>>(listInvitationsOfUserSql, values)
  return rows.map(isoOf)
}

/** Ends an invitation, accepted or withdrawn, and erases whom it was for; false when somebody did so before. */
export async function takeInvitation(sql: Sql, vendorId: string, invitationId: string): Promise<boolean> {
  return (await sql.query(takeInvitationSql, [invitationId, vendorId])).length > 0
}

/** Erases invitations that have run out; answers how many. */
export async function forgetInvitations(sql: Sql, invitationsMax: number): Promise<number> {
  const [row] = await sql.query<{ count: number }>(forgetInvitationsSql, [invitationsMax])
  return row?.count ?? 0
}

type Dated<T extends { expiresAt: string }> = Omit<T, 'expiresAt'> & { expiresAt: Date }

function isoOf<T extends { expiresAt: Date }>(row: T): Omit<T, 'expiresAt'> & { expiresAt: string } {
  return { ...row, expiresAt: row.expiresAt.toISOString() }
}
