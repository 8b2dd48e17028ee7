import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Preferences } from '../model/person.ts'

export type Account = {
  id: string
  passwordHash: string
  verified: boolean
  preferences: Preferences
  defaultAddressId: string | null
  version: number
  createdAt: Date
  lastSignInAt: Date | null
}

const columns = `id, password_hash as "passwordHash", email_verified_at is not null as verified, preferences,
  default_address_id as "defaultAddressId", version, created_at as "createdAt", last_sign_in_at as "lastSignInAt"`

const insertSql = statement(
  'user_insert_account',
  `insert into user_account (tenant_id, id, email_index, password_hash, preferences, email_verified_at)
   values (tenant(), $1, $2, $3, $4, case when $5 then database_clock() end)
   on conflict (tenant_id, email_index) do nothing returning id`,
)
const findSql = statement(
  'user_find_account',
  `select ${columns} from user_account where tenant_id = tenant() and id = $1`,
)
const findByEmailSql = statement(
  'user_find_account_by_email',
  `select ${columns} from user_account where tenant_id = tenant() and email_index = $1`,
)
const lockByEmailSql = statement(
  'user_lock_account_by_email',
  `select ${columns} from user_account where tenant_id = tenant() and email_index = $1 for no key update`,
)
const lockSql = statement(
  'user_lock_account',
  `select ${columns} from user_account where tenant_id = tenant() and id = $1 for no key update`,
)
const verifySql = statement(
  'user_verify_account',
  `update user_account set email_verified_at = database_clock(), password_hash = coalesce($2, password_hash)
   where tenant_id = tenant() and id = $1 and email_verified_at is null returning id`,
)
const setPasswordSql = statement(
  'user_set_password',
  `update user_account set password_hash = $2, email_verified_at = coalesce(email_verified_at, database_clock())
   where tenant_id = tenant() and id = $1`,
)
const rehashSql = statement(
  'user_rehash_password',
  `update user_account set password_hash = $3 where tenant_id = tenant() and id = $1 and password_hash = $2`,
)
const touchSql = statement(
  'user_touch_account',
  `update user_account set last_sign_in_at = database_clock() where tenant_id = tenant() and id = $1`,
)
const editSql = statement(
  'user_edit_account',
  `update user_account set version = version + 1, preferences = preferences || $3::jsonb
   where tenant_id = tenant() and id = $1 and version = $2 returning id`,
)
const setDefaultAddressSql = statement(
  'user_set_default_address',
  `update user_account set default_address_id = $2 where tenant_id = tenant() and id = $1`,
)
const clearDefaultAddressSql = statement(
  'user_clear_default_address',
  `update user_account set default_address_id = null
   where tenant_id = tenant() and id = $1 and default_address_id = $2`,
)
const listSql = statement(
  'user_list_accounts',
  `select ${columns} from user_account
   where tenant_id = tenant() and ($1::text is null or email_index = $1) and id < $2 order by id desc limit $3`,
)

/** Makes an account; false when its mail address has one already. */
export async function insertAccount(
  sql: Sql,
  account: {
    id: string
    emailIndex: string
    passwordHash: string
    preferences: Preferences
    verified: boolean
  },
): Promise<boolean> {
  const { id, emailIndex, passwordHash, preferences, verified } = account
  const values = [id, emailIndex, passwordHash, JSON.stringify(preferences), verified]
  return (await sql.query(insertSql, values)).length === 1
}

export async function findAccount(sql: Sql, id: string): Promise<Account | undefined> {
  const [row] = await sql.query<Account>(findSql, [id])
  return row
}

export async function findAccountByEmail(sql: Sql, emailIndex: string): Promise<Account | undefined> {
  const [row] = await sql.query<Account>(findByEmailSql, [emailIndex])
  return row
}

/** Whoever changes an account, its roles, addresses or mails at once waits here. */
export async function lockAccount(sql: Sql, id: string): Promise<Account | undefined> {
  const [row] = await sql.query<Account>(lockSql, [id])
  return row
}

export async function lockAccountByEmail(sql: Sql, emailIndex: string): Promise<Account | undefined> {
  const [row] = await sql.query<Account>(lockByEmailSql, [emailIndex])
  return row
}

/** Marks the mail address as verified, with the password of the registration whose link was used; once. */
export async function verifyAccount(sql: Sql, id: string, passwordHash: string | null): Promise<boolean> {
  return (await sql.query(verifySql, [id, passwordHash])).length === 1
}

export async function setPassword(sql: Sql, id: string, passwordHash: string): Promise<void> {
  await sql.query(setPasswordSql, [id, passwordHash])
}

/** Replaces a hash by one of the same password at the present cost, unless somebody changed it meanwhile. */
export async function rehashPassword(sql: Sql, id: string, hashes: { old: string; next: string }) {
  await sql.query(rehashSql, [id, hashes.old, hashes.next])
}

export async function touchAccount(sql: Sql, id: string): Promise<void> {
  await sql.query(touchSql, [id])
}

/** Takes the next version and merges preferences; false when somebody else was faster. */
export async function editAccount(
  sql: Sql,
  edit: { id: string; version: number; preferences: Partial<Preferences> },
): Promise<boolean> {
  return (await sql.query(editSql, [edit.id, edit.version, JSON.stringify(edit.preferences)])).length === 1
}

export async function setDefaultAddress(sql: Sql, userId: string, addressId: string): Promise<void> {
  await sql.query(setDefaultAddressSql, [userId, addressId])
}

export async function clearDefaultAddress(sql: Sql, userId: string, addressId: string): Promise<void> {
  await sql.query(clearDefaultAddressSql, [userId, addressId])
}

export function listAccounts(
  sql: Sql,
  filter: { emailIndex: string | null; before: string; limit: number },
): Promise<Account[]> {
  return sql.query(listSql, [filter.emailIndex, filter.before, filter.limit])
}
