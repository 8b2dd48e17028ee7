import { deriveId } from '@rialto/core'

const keyBytes = 18

/** The key of a new cart: whoever filled it as a guest shows it after signing in. */
export function newCartKey(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(keyBytes))).toString('base64url')
}

/** What we keep of the key: enough to know it again, not to show it. */
export function cartKeyMark(tenant: string, cartKey: string): string {
  return deriveId(tenant, 'cart key', cartKey)
}
