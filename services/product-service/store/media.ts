import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

const insertMediaSql = statement(
  'product_insert_media',
  `insert into product_media (tenant_id, hash, vendor_id, width, height, bytes)
   values (tenant(), $1, $2, $3, $4, $5) on conflict do nothing`,
)
const findMediaSql = statement(
  'product_find_media',
  'select hash, width, height, bytes from product_media where tenant_id = tenant() and hash = any($1)',
)

export type StoredMedia = { hash: string; width: number; height: number; bytes: number }

/** Notes a picture that the media store has. The same picture again changes nothing. */
export async function insertMedia(sql: Sql, media: StoredMedia, vendorId: string | null): Promise<void> {
  await sql.query(insertMediaSql, [media.hash, vendorId, media.width, media.height, media.bytes])
}

/** Those of the pictures that this marketplace has. */
export function findMedia(sql: Sql, hashes: readonly string[]): Promise<StoredMedia[]> {
  return sql.query(findMediaSql, [hashes])
}
