import type { SortOrder, Sql } from '@rialto/core'
import { bothWays, statement } from '@rialto/postgres'
import type { VendorState } from '../model/vendors.ts'

type LocalText = { en: string; de?: string; ar?: string }

export type Vendor = {
  vendorId: string
  slug: string
  name: string
  country: string
  tagline: LocalText
  story: LocalText
  returnDays: number
  shipsFrom: string
  status: VendorState
  version: number
}

const idPattern = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const columns = `id as "vendorId", slug, name, country, tagline, story, return_days as "returnDays",
  ships_from as "shipsFrom", status, version`

const insertVendorSql = statement(
  'vendor_insert_vendor',
  `insert into vendor_vendor (tenant_id, id, slug, name, country, tagline, story, return_days, ships_from, status)
   values (tenant(), $1, $2, $3, $4, $5, $6, $7, $8, 'applied')
   on conflict (tenant_id, slug) do nothing returning ${columns}`,
)
const findVendorSql = statement(
  'vendor_find_vendor',
  `select ${columns} from vendor_vendor where tenant_id = tenant() and (slug = $1 or id = $2::uuid)`,
)
const findFactsSql = statement(
  'vendor_find_facts',
  `select id as "vendorId", slug, name, country, status from vendor_vendor
   where tenant_id = tenant() and (id = any($1::uuid[]) or slug = any($2))`,
)
const listVendorsSql = bothWays(
  'vendor_list_vendors',
  (order, beyond) => `select ${columns} from vendor_vendor
   where tenant_id = tenant() and status = $1 and slug ${beyond} $2
   order by slug ${order} limit $3`,
)
const updateVendorSql = statement(
  'vendor_update_vendor',
  `update vendor_vendor set name = $3, tagline = $4, story = $5, return_days = $6, ships_from = $7, version = version + 1
   where tenant_id = tenant() and id = $1 and version = $2 returning ${columns}`,
)
const moveVendorSql = statement(
  'vendor_move_vendor',
  `update vendor_vendor set status = $3, version = version + 1
   where tenant_id = tenant() and id = $1 and status = any($2) returning ${columns}`,
)
const lockVendorSql = statement(
  'vendor_lock_vendor',
  'select id from vendor_vendor where tenant_id = tenant() and id = $1 for no key update',
)
const insertContactSql = statement(
  'vendor_insert_contact',
  `insert into vendor_contact (tenant_id, id, purpose, email, person, phone) values (tenant(), $1, $2, $3, $4, $5)`,
)
const contactColumns = `id as "vendorId", person, email, phone, version`
const findContactSql = statement(
  'vendor_find_contact',
  `select ${contactColumns} from vendor_contact where tenant_id = tenant() and id = $1 and purpose = 'vendor'`,
)
const updateContactSql = statement(
  'vendor_update_contact',
  `update vendor_contact set person = $3, email = $4, phone = $5, version = version + 1
   where tenant_id = tenant() and id = $1 and version = $2 and purpose = 'vendor' returning ${contactColumns}`,
)

/** Writes an application; undefined when the slug is taken. */
export async function insertVendor(
  sql: Sql,
  vendor: Omit<Vendor, 'status' | 'version'>,
): Promise<Vendor | undefined> {
  const { vendorId, slug, name, country, tagline, story, returnDays, shipsFrom } = vendor
  const texts = [JSON.stringify(tagline), JSON.stringify(story)]
  const values = [vendorId, slug, name, country, ...texts, returnDays, shipsFrom]
  const [row] = await sql.query<Vendor>(insertVendorSql, values)
  return row
}

/** Slugs begin with a letter and ids with a digit of time, so that one is never taken for the other. */
export async function findVendor(sql: Sql, slugOrId: string): Promise<Vendor | undefined> {
  const [row] = await sql.query<Vendor>(findVendorSql, [slugOrId, idPattern.test(slugOrId) ? slugOrId : null])
  return row
}

export type VendorFacts = Pick<Vendor, 'vendorId' | 'slug' | 'name' | 'country' | 'status'>

export function findFacts(
  sql: Sql,
  vendorIds: readonly string[],
  slugs: readonly string[],
): Promise<VendorFacts[]> {
  return sql.query(findFactsSql, [vendorIds, slugs])
}

export function listVendors(
  sql: Sql,
  status: VendorState,
  page: { slug: string; order: SortOrder; limit: number },
): Promise<Vendor[]> {
  return sql.query(listVendorsSql[page.order], [status, page.slug, page.limit])
}

/** Writes a changed profile, if it still has the version that was read. */
export async function updateVendor(sql: Sql, vendor: Vendor): Promise<Vendor | undefined> {
  const { vendorId, version, name, tagline, story, returnDays, shipsFrom } = vendor
  const texts = [JSON.stringify(tagline), JSON.stringify(story)]
  const values = [vendorId, version, name, ...texts, returnDays, shipsFrom]
  const [row] = await sql.query<Vendor>(updateVendorSql, values)
  return row
}

/** Moves a vendor out of one of some states; undefined when it is in none of them. */
export async function moveVendor(
  sql: Sql,
  vendorId: string,
  move: { from: readonly VendorState[]; to: VendorState },
): Promise<Vendor | undefined> {
  const [row] = await sql.query<Vendor>(moveVendorSql, [vendorId, move.from, move.to])
  return row
}

/** Makes changes of a vendor's staff wait for each other. */
export async function lockVendor(sql: Sql, vendorId: string): Promise<void> {
  await sql.query(lockVendorSql, [vendorId])
}

export type Contact = {
  vendorId: string
  person: string
  email: string
  phone: string | null
  version: number
}

export async function insertContact(
  sql: Sql,
  contact: {
    id: string
    purpose: 'vendor' | 'invitation'
    email: string
    person?: string
    phone?: string | null
  },
): Promise<void> {
  const { id, purpose, email, person = null, phone = null } = contact
  await sql.query(insertContactSql, [id, purpose, email, person, phone])
}

export async function findContact(sql: Sql, vendorId: string): Promise<Contact | undefined> {
  const [row] = await sql.query<Contact>(findContactSql, [vendorId])
  return row
}

/** Writes a changed contact, if it still has the version that was seen. */
export async function updateContact(sql: Sql, contact: Contact): Promise<Contact | undefined> {
  const { vendorId, version, person, email, phone } = contact
  const [row] = await sql.query<Contact>(updateContactSql, [vendorId, version, person, email, phone])
  return row
}
