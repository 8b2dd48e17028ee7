import type { Ctx, Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Address, Person } from '../model/person.ts'
import type { PersonalData, Ports } from '../model/ports.ts'

type Sealed = { id: string; userId: string; content: string; version: number; createdAt: Date }
type Place = { tenant: string; personalData: PersonalData }

export type SavedAddress = Address & { addressId: string; version: number; createdAt: Date }

const columns = `id, user_id as "userId", content, version, created_at as "createdAt"`
const insertSql = statement(
  'user_insert_personal_data',
  `insert into user_personal_data (tenant_id, id, user_id, kind, content, purpose)
   values (tenant(), $1, $2, $3, $4, $5)`,
)
const updateSql = statement(
  'user_update_personal_data',
  `update user_personal_data set content = $4, version = version + 1
   where tenant_id = tenant() and id = $1 and user_id = $2 and kind = $3`,
)
const findSql = statement(
  'user_find_personal_data',
  `select ${columns} from user_personal_data
   where tenant_id = tenant() and user_id = any($1) and kind = $2 order by created_at, id`,
)
const findOneSql = statement(
  'user_find_one_personal_data',
  `select ${columns} from user_personal_data
   where tenant_id = tenant() and id = $1 and user_id = $2 and kind = 'address'`,
)
const deleteAddressSql = statement(
  'user_delete_address',
  `delete from user_personal_data where tenant_id = tenant() and id = $1 and user_id = $2 and kind = 'address'
   returning id`,
)

/** Where this tenant's personal data lies, and the key to it. */
export function placeOf(ctx: Ctx<Ports>): Place {
  return { tenant: ctx.tenant, personalData: ctx.ports.personalData }
}

export async function insertPerson(sql: Sql, place: Place, entry: { userId: string; person: Person }) {
  const { userId, person } = entry
  const content = seal(place, 'person', { id: userId, value: person })
  await sql.query(insertSql, [userId, userId, 'person', content, 'account'])
}

export async function updatePerson(sql: Sql, place: Place, entry: { userId: string; person: Person }) {
  const { userId, person } = entry
  const content = seal(place, 'person', { id: userId, value: person })
  await sql.query(updateSql, [userId, userId, 'person', content])
}

/** The persons behind accounts, by id of the account. An erased person is not there. */
export async function findPersons(
  sql: Sql,
  place: Place,
  userIds: readonly string[],
): Promise<Map<string, Person>> {
  const rows = await sql.query<Sealed>(findSql, [userIds, 'person'])
  return new Map(rows.map((row) => [row.userId, open<Person>(place, 'person', row)]))
}

export async function findPerson(sql: Sql, place: Place, userId: string): Promise<Person | undefined> {
  return (await findPersons(sql, place, [userId])).get(userId)
}

export async function insertAddress(
  sql: Sql,
  place: Place,
  entry: { id: string; userId: string; address: Address },
) {
  const { id, userId, address } = entry
  const content = seal(place, 'address', { id, value: address })
  await sql.query(insertSql, [id, userId, 'address', content, 'delivery'])
}

export async function updateAddress(
  sql: Sql,
  place: Place,
  entry: { id: string; userId: string; address: Address },
) {
  const { id, userId, address } = entry
  const content = seal(place, 'address', { id, value: address })
  await sql.query(updateSql, [id, userId, 'address', content])
}

export async function listAddresses(sql: Sql, place: Place, userId: string): Promise<SavedAddress[]> {
  const rows = await sql.query<Sealed>(findSql, [[userId], 'address'])
  return rows.map((row) => savedAddress(place, row))
}

export async function findAddress(
  sql: Sql,
  place: Place,
  key: { id: string; userId: string },
): Promise<SavedAddress | undefined> {
  const [row] = await sql.query<Sealed>(findOneSql, [key.id, key.userId])
  return row && savedAddress(place, row)
}

export async function deleteAddress(sql: Sql, id: string, userId: string): Promise<boolean> {
  return (await sql.query(deleteAddressSql, [id, userId])).length === 1
}

function savedAddress(place: Place, row: Sealed): SavedAddress {
  const { id: addressId, version, createdAt } = row
  return { addressId, version, createdAt, ...open<Address>(place, 'address', row) }
}

function seal(place: Place, kind: string, row: { id: string; value: unknown }): string {
  return place.personalData.seal(JSON.stringify(row.value), `${place.tenant}/${kind}/${row.id}`)
}

function open<T>(place: Place, kind: string, row: { id: string; content: string }): T {
  return JSON.parse(place.personalData.open(row.content, `${place.tenant}/${kind}/${row.id}`)) as T
}
