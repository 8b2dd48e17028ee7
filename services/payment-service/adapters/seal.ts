import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import type { Ports } from '../ports.ts'

const nonceBytes = 12
const tagBytes = 16

/** Seals short-lived tokens at rest: AES-256-GCM, key derived from PERSONAL_DATA_KEY for this use alone. */
export function createSeal(personalDataKey: string): Ports['seal'] {
  const key = createHash('sha256')
    .update('rialto payment seal')
    .update(Buffer.from(personalDataKey, 'base64'))
    .digest()
  return {
    close: (text) => {
      const nonce = randomBytes(nonceBytes)
      const cipher = createCipheriv('aes-256-gcm', key, nonce)
      const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
      return sealed.toString('base64')
    },
    open: (sealed) => {
      const bytes = Buffer.from(sealed, 'base64')
      const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
      decipher.setAuthTag(bytes.subarray(-tagBytes))
      return Buffer.concat([
        decipher.update(bytes.subarray(nonceBytes, -tagBytes)),
        decipher.final(),
      ]).toString('utf8')
    },
  }
}
