export type { TokenClaims, TokenKind } from './claims.ts'
export { generateKeySet, type PublicJwk } from './key-set.ts'
export { createTokens, type NewToken, type ReadResult, type TokenSettings, type Tokens } from './tokens.ts'
