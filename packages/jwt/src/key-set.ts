import { createPrivateKey, createPublicKey, generateKeyPairSync, hash, type KeyObject } from 'node:crypto'

const keysMax = 16

/** The public half of a signing key, as others need it to verify our tokens. */
export type PublicJwk = {
  readonly kty: 'OKP'
  readonly crv: 'Ed25519'
  readonly x: string
  readonly kid: string
  readonly alg: 'EdDSA'
  readonly use: 'sig'
}

/** The keys of a setting, ready for use: the first signs, all verify. */
export type KeySet = {
  readonly signing: { readonly kid: string; readonly key: KeyObject }
  readonly verifying: ReadonlyMap<string, KeyObject>
  readonly publicKeys: readonly PublicJwk[]
}

/** Makes the text of a key setting: a JSON Web Key Set with one new private Ed25519 key. */
export function generateKeySet(): string {
  const { privateKey } = generateKeyPairSync('ed25519')
  const { kty, crv, x, d } = privateKey.export({ format: 'jwk' })
  // The thumbprint of RFC 7638: these three members, in this order, name the key.
  const kid = hash('sha256', JSON.stringify({ crv, kty, x }), 'base64url')
  return JSON.stringify({ keys: [{ kty, crv, x, d, kid, alg: 'EdDSA', use: 'sig' }] })
}

/** Reads the text of a key setting. What is wrong is thrown at the start, without quoting the secret. */
export function readKeySet(text: string): KeySet {
  const keys = parseKeys(text).map(readKey)
  const [first] = keys
  if (!first?.privateKey) throw new Error('the first key of a key set must be private: it signs')
  const verifying = new Map(keys.map((key) => [key.kid, key.publicKey]))
  if (verifying.size !== keys.length) throw new Error('two keys of a key set have the same kid')
  return {
    signing: { kid: first.kid, key: first.privateKey },
    verifying,
    publicKeys: keys.map((key) => key.publicJwk),
  }
}

function parseKeys(text: string): unknown[] {
  let parsed: unknown
  try {
    parsed = JSON.parse(text)
  } catch {
    // The error of the parser quotes its input, which is a private key.
    throw new Error('a key set is not JSON')
  }
  const keys = isRecord(parsed) ? parsed['keys'] : undefined
  if (!Array.isArray(keys) || keys.length === 0 || keys.length > keysMax) {
    throw new Error(`a key set needs "keys", a list of 1 to ${keysMax}`)
  }
  return keys
}

function readKey(jwk: unknown): {
  kid: string
  privateKey: KeyObject | null
  publicKey: KeyObject
  publicJwk: PublicJwk
} {
  if (!isRecord(jwk)) throw new Error('a key of a key set is not an object')
  const { kty, crv, x, d, kid } = jwk
  if (kty !== 'OKP' || crv !== 'Ed25519') throw new Error('a key of a key set is not Ed25519')
  if (typeof kid !== 'string' || kid === '') throw new Error('a key of a key set has no kid')
  if (typeof x !== 'string') throw new Error(`key ${kid} has no public part x`)
  if (d !== undefined && typeof d !== 'string')
    throw new Error(`key ${kid} has a private part that is not text`)
  const publicKey = createPublicKey({ key: { kty, crv, x }, format: 'jwk' })
  const privateKey = d === undefined ? null : createPrivateKey({ key: { kty, crv, x, d }, format: 'jwk' })
  // Node 26 refuses such a pair itself; older versions take it and sign what nobody can verify.
  if (privateKey && createPublicKey(privateKey).export({ format: 'jwk' }).x !== x) {
    throw new Error(`the private part of key ${kid} does not belong to its public part`)
  }
  return { kid, privateKey, publicKey, publicJwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
