import { type Ctx, feature, newId, ok, type Service, service, serviceActor } from '@rialto/core'
import { createTokens, generateKeySet } from '@rialto/jwt'
import { accepted, type TestServices, tenantA, testServices } from '@rialto/testing'
import { findMemberships } from '@rialto/vendor-service/contract'
import { accessTokenAudience, accessTokenIssuer, createAccessTokens } from './adapters/access-tokens.ts'
import { createPasswords, testCost } from './adapters/passwords.ts'
import { createPersonalData, createSecrets } from './adapters/personal-data.ts'
import { readMailRequest, registerUser, signIn, verifyEmail } from './contract.ts'
import type { Passwords, Ports } from './model/ports.ts'
import userService from './service.ts'

export const userActor = (id: string) =>
  ({ kind: 'user', id, permissions: new Set<string>(), vendorId: null }) as const
export const notifications = serviceActor('notification-service')

/** What the tests of this service work with: the real adapters with a cheap hash, and a stand-in for vendor-service. */
export type Workbench = TestServices & {
  readonly ports: Ports
  /** Calls of the hasher, in order, with whether there was a hash to compare with. */
  readonly hashing: string[]
  /** Who works for a vendor, by user id. */
  readonly memberships: Map<string, { vendorId: string; role: 'vendor_owner' | 'vendor_packer' }>
  readToken(token: string): Promise<Record<string, unknown> & { permissions: readonly string[] }>
  /** The requests of mails that were published, newest last. */
  mails(tenant?: string): Promise<{ requestId: string; kind: string }[]>
  /** The token of the newest mail of a kind. */
  newestLink(kind: string): Promise<string>
  /** Moves the database's clock. */
  shiftClock(interval: string): Promise<void>
  /** Registers, verifies and signs in a new person. */
  person(): Promise<{ userId: string; email: string; accessToken: string; refreshToken: string }>
  /** Runs a job of the service as the runner would. */
  runJob(kind: string): Promise<void>
}

export const password = 'a long enough secret'

export async function openWorkbench(): Promise<Workbench> {
  const keys = generateKeySet()
  const key = Buffer.alloc(32, 7).toString('base64')
  const hashing: string[] = []
  const ports: Ports = {
    passwords: watched(createPasswords(testCost), hashing),
    personalData: createPersonalData(key),
    secrets: createSecrets(key),
    accessTokens: createAccessTokens(keys),
  }
  const memberships: Workbench['memberships'] = new Map()
  const services = await testServices({
    services: [userService, vendors(memberships)],
    ports: { 'user-service': ports },
  })
  const reader = createTokens({
    keys,
    issuer: accessTokenIssuer,
    audience: accessTokenAudience,
    cacheSeconds: 0,
  })
  const readToken: Workbench['readToken'] = async (token) => {
    const read = await reader.read(token)
    if (!read.ok) throw new Error(read.code)
    return read.claims
  }
  const mails: Workbench['mails'] = async (tenant = tenantA) => {
    const rows = await services.database.system.query(
      `select data from rialto_outbox where type = 'user.mail_requested' and tenant_id = $1 order by pos`,
      [tenant],
    )
    return rows.rows.map((row) => row.data)
  }
  const newestLink: Workbench['newestLink'] = async (kind) => {
    const mail = (await mails()).findLast((one) => one.kind === kind)
    const input = { requestId: mail?.requestId ?? '' }
    return accepted((await services.run(readMailRequest, input, { actor: notifications })).result).token ?? ''
  }
  const bench = { ...services, ports, hashing, memberships, readToken, mails, newestLink }
  return { ...bench, ...clockAndJobs(services), person: () => newPerson(services, newestLink) }
}

async function newPerson(services: TestServices, newestLink: Workbench['newestLink']) {
  const email = `person-${newId()}@example.org`
  await services.run(registerUser, { email, password, firstName: 'Ada', lastName: 'Byron' })
  accepted((await services.run(verifyEmail, { token: await newestLink('verify_email') })).result)
  const session = accepted((await services.run(signIn, { email, password })).result)
  return { userId: session.user.id, email, ...session }
}

function clockAndJobs(services: TestServices) {
  const pool = services.database.system
  return {
    shiftClock: async (interval: string) => {
      await pool.query('update rialto_clock set shift = shift + $1::interval', [interval])
    },
    runJob: async (kind: string) => {
      const job = userService.jobs.find((one) => one.kind === kind)
      if (!job) throw new Error(`There is no job ${kind}`)
      const ctx = services.runtime.contextFor('user-service', {
        tenant: tenantA,
        traceparent: noTrace,
      }) as Ctx
      const due = await pool.query('delete from rialto_job where kind = $1 returning key, data', [kind])
      const runs = job.everySeconds === undefined ? due.rows : [{ key: 'now', data: null }]
      for (const run of runs) await job.run({ ...run, attempts: 1 }, ctx)
    },
  }
}

const noTrace = `00-${'0'.repeat(31)}1-${'0'.repeat(15)}1-00`

function watched(passwords: Passwords, hashing: string[]): Passwords {
  return {
    ...passwords,
    hash: (text) => {
      hashing.push('hash')
      return passwords.hash(text)
    },
    matches: (text, stored) => {
      hashing.push('matches')
      return passwords.matches(text, stored)
    },
  }
}

/** Stands for vendor-service: answers the one endpoint that sign-in asks. */
function vendors(memberships: Workbench['memberships']): Service {
  return service({
    name: 'vendor-service',
    directory: '',
    features: [
      feature(findMemberships, async ({ userId }) => {
        const found = memberships.get(userId)
        return ok({ items: found ? [found] : [] })
      }),
    ],
  })
}

/** What an answer says: its refusal's code, or `ok`. */
export function codeOf(answer: { result: { ok: boolean; code?: string } }): string {
  return answer.result.ok ? 'ok' : (answer.result.code ?? '')
}
