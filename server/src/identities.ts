import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '@rialto/config'
import type { Authentication } from '@rialto/http'
import { createTokens, generateKeySet } from '@rialto/jwt'
import type { Tenants } from './tenants.ts'

export type Keys = { tokenKeys: string; internalKey: string }

/** The keys from the settings; outside production, keys of its own are made once and kept beside the data. */
export async function loadKeys(config: Config): Promise<Keys> {
  return {
    tokenKeys: config.tokenKeys ?? (await ownKey(config, 'token-keys.json')),
    internalKey: config.internalKey ?? (await ownKey(config, 'internal-key.json')),
  }
}

async function ownKey(config: Config, name: string): Promise<string> {
  const file = join(config.dataDirectory, name)
  await mkdir(config.dataDirectory, { recursive: true })
  // Two processes may start at once: whoever creates the file first decides, the other reads it.
  await writeFile(file, generateKeySet(), { flag: 'wx', mode: 0o600 }).catch(
    (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EEXIST') throw error
    },
  )
  return readFile(file, 'utf8')
}

export const accessTokenIssuer = 'rialto-users'
const serviceTokenIssuer = 'rialto-services'
const audience = 'rialto'
const cacheSeconds = 10
const serviceTokenSeconds = 60

/** How requests prove who sends them, and how this process proves itself to others. */
export function createIdentities(config: Config, keys: Keys, tenants: Tenants) {
  const serviceTokens = createTokens({
    keys: keys.internalKey,
    issuer: serviceTokenIssuer,
    audience,
    cacheSeconds,
  })
  const authentication: Authentication = {
    accessTokens: createTokens({ keys: keys.tokenKeys, issuer: accessTokenIssuer, audience, cacheSeconds }),
    serviceTokens,
    fixedServiceToken: config.serviceToken,
    resolveTenant: tenants.ofHost,
  }
  const made = new Map<string, { token: string; until: number }>()
  const serviceToken = async (from: string, tenant: string): Promise<string> => {
    const key = `${from} ${tenant}`
    const known = made.get(key)
    if (known && known.until > Date.now()) return known.token
    const token = await serviceTokens.make({
      subject: from,
      tenant,
      kind: 'service',
      permissions: [],
      roles: [],
      expiresInSeconds: serviceTokenSeconds,
    })
    if (made.size > 10_000) made.clear()
    made.set(key, { token, until: Date.now() + (serviceTokenSeconds * 1_000) / 2 })
    return token
  }
  return { authentication, serviceToken }
}
