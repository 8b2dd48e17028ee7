import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto'
import type { PersonalData, Secrets } from '../model/ports.ts'

const ivBytes = 12
const tagBytes = 16
const secretBytes = 32

/** Without a key of their own, development data are encrypted with a key that everybody knows. */
const developmentKey = createHash('sha256').update('rialto: development only').digest('base64')

/** The key of the settings. `PERSONAL_DATA_KEY` is required in production, so the well-known key never serves there. */
export function personalDataKey(configured: unknown): string {
  if (typeof configured === 'string') return configured
  process.emitWarning(
    'PERSONAL_DATA_KEY is not set: personal data is encrypted with a key that everybody knows',
  )
  return developmentKey
}

/** Encrypts with AES-256-GCM and finds by HMAC-SHA-256, each with a key of its own derived from the one key. */
export function createPersonalData(key: string): PersonalData {
  const sealKey = derive(key, 'seal')
  const indexKey = derive(key, 'index')
  return {
    seal: (text, place) => {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(place))
      const sealed = Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final()])
      return `v1.${Buffer.concat([sealed, cipher.getAuthTag()]).toString('base64url')}`
    },
    open: (sealed, place) => {
      if (!sealed.startsWith('v1.')) throw new Error('Personal data is sealed in a form that we do not know')
      const bytes = Buffer.from(sealed.slice(3), 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealKey, bytes.subarray(0, ivBytes), {
        authTagLength: tagBytes,
      })
      decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(-tagBytes))
      return decipher.update(bytes.subarray(ivBytes, -tagBytes), undefined, 'utf8') + decipher.final('utf8')
    },
    index: (tenant, text) => createHmac('sha256', indexKey).update(`${tenant}\n${text}`).digest('base64url'),
  }
}

/** Secrets of links and refresh tokens. What is stored of them is a hash: they are random, so a fast one is enough. */
export function createSecrets(key: string): Secrets {
  const nextKey = derive(key, 'refresh')
  return {
    make: () => randomBytes(secretBytes).toString('base64url'),
    digest: (secret) => createHash('sha256').update(secret).digest('base64url'),
    next: (secret) => createHmac('sha256', nextKey).update(secret).digest('base64url'),
  }
}

function derive(key: string, purpose: string): Buffer {
  return Buffer.from(hkdfSync('sha256', Buffer.from(key, 'base64'), '', `rialto user-service ${purpose}`, 32))
}
