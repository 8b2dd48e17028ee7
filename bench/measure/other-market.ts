import { createTokens } from '@rialto/jwt'
import { firstOperator, type Market, openMarket, type RunningShape } from '@rialto/testing'
import { openLeanWire } from '../driver/lean-wire.ts'
import { claimsOf } from './prepared-carts.ts'

export const hostSuffix = '.shops.test'
const slug = 'quiet'
const operatorSeconds = 600

/** Opens a second marketplace in the same installation, with an operator of its own, at a host name of its own. */
export async function openOtherMarket(
  shape: RunningShape,
  market: Market,
  tokenKeys: string,
): Promise<{ host: string; market: Market }> {
  const operator = await market.operator()
  const body = { slug, name: 'A quiet market' }
  const { token } = operator
  const made = await market.wire.ask<{ tenantId: string }>('POST', '/api/tenants', { token, key: slug, body })
  const host = `${slug}${hostSuffix}`
  const wire = openLeanWire(shape.url, 8, { host })
  const tokens = createTokens({
    keys: tokenKeys,
    issuer: 'rialto-users',
    audience: 'rialto',
    cacheSeconds: 0,
  })
  const claims = { ...claimsOf(operator), tenant: made.tenantId }
  const abroad = await tokens.make({ ...claims, subject: operator.id, expiresInSeconds: operatorSeconds })
  const account = { ...firstOperator, firstName: 'Second', lastName: 'Operator', roles: ['operator_admin'] }
  await wire.ask('POST', '/api/operator/accounts', { token: abroad, body: { accounts: [account] } })
  return { host, market: openMarket(wire, shape.simulatorUrl) }
}
