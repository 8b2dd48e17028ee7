import type { Refusal } from '@rialto/core'

type Hashed = { readonly ok: true; readonly value: string } | Refusal<'BUSY'>
type Compared = { readonly ok: true; readonly value: boolean } | Refusal<'BUSY'>

/** Slow, memory-hard hashing of passwords, off the event loop, only so many at once. */
export type Passwords = {
  hash(password: string): Promise<Hashed>
  /** Compares with a stored hash; without one it does the same work and answers no. */
  matches(password: string, stored: string | null): Promise<Compared>
  /** Whether a stored hash has the cost of the present settings. */
  isCurrent(stored: string): boolean
}

/** Encrypts personal data for the database. `place` names the row: a text copied to another row cannot be read. */
export type PersonalData = {
  seal(text: string, place: string): string
  open(sealed: string, place: string): string
  /** A keyed hash, to find what is encrypted. It is the same for the same tenant and text. */
  index(tenant: string, text: string): string
}

/** Random secrets that leave the house, and what of them is stored. */
export type Secrets = {
  make(): string
  digest(secret: string): string
  /** The one successor of a refresh token: whoever exchanges it twice gets the same. */
  next(secret: string): string
}

export type AccessTokens = {
  make(token: {
    subject: string
    tenant: string
    kind: 'user' | 'guest'
    roles: readonly string[]
    permissions: readonly string[]
    expiresInSeconds: number
    sessionId?: string
    claims?: Readonly<Record<string, unknown>>
  }): Promise<string>
}

export type Ports = {
  readonly passwords: Passwords
  readonly personalData: PersonalData
  readonly secrets: Secrets
  readonly accessTokens: AccessTokens
}
