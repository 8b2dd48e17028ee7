import { createHash, randomFillSync } from 'node:crypto'

declare const brand: unique symbol

/** A string that knows what it identifies: an `OrderId` is not a `UserId`. */
export type Brand<Name extends string> = string & { readonly [brand]: Name }

const poolBytesMax = 4096
const pool = Buffer.alloc(poolBytesMax)
let poolUsed = poolBytesMax

function randomBytes(count: number): Buffer {
  if (poolUsed + count > poolBytesMax) {
    randomFillSync(pool)
    poolUsed = 0
  }
  const taken = pool.subarray(poolUsed, poolUsed + count)
  poolUsed += count
  return taken
}

/** Makes a UUIDv7 (RFC 9562): 48 bits of milliseconds, then 74 random bits. */
export function newId(now: number = Date.now()): string {
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(now, 0, 6)
  randomBytes(10).copy(bytes, 6)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x70
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return format(bytes)
}

/**
 * Derives an id from a cause, so that the same cause always gives the same id (a retry finds what it wrote).
 * The form is UUIDv8 (RFC 9562, custom): the first 122 bits of SHA-256 over the parts.
 */
export function deriveId(...parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(`${Buffer.byteLength(part)}:`).update(part)
  const bytes = hash.digest().subarray(0, 16)
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  return format(bytes)
}

/** The moment inside a UUIDv7, in milliseconds since 1970. */
export function timeOfId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

function format(bytes: Buffer): string {
  const hex = bytes.toString('hex')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
