import { createTokens } from '@rialto/jwt'
import type { AccessTokens } from '../model/ports.ts'

/** Who signs the tokens of people; the edge accepts no other issuer. */
export const accessTokenIssuer = 'rialto-users'
export const accessTokenAudience = 'rialto'

/** Signs access tokens with TOKEN_KEYS. */
export function createAccessTokens(keys: string): AccessTokens {
  return createTokens({ keys, issuer: accessTokenIssuer, audience: accessTokenAudience, cacheSeconds: 0 })
}
