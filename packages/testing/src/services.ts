import {
  type Actor,
  deriveId,
  type Endpoint,
  type Log,
  nobody,
  type Result,
  type Service,
} from '@rialto/core'
import { type Answer, continueTrace, createRuntime, type Runtime } from '@rialto/http'
import { createBatchWriter, type Database } from '@rialto/postgres'
import { testDatabase } from './database.ts'

/** Two marketplaces for every test: what happens in one must not be seen in the other. */
export const tenantA = '00000000-0000-7000-8000-000000000001'
export const tenantB = '00000000-0000-7000-8000-0000000000bb'

const quiet: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

export type TestServices = {
  readonly runtime: Runtime
  readonly database: Database
  readonly url: string
  /** Calls an endpoint as the edge would, after authentication: permission, input check, feature. */
  run<I, O, C extends string>(
    endpoint: Endpoint<I, O, C>,
    input: I,
    options?: { actor?: Actor; tenant?: string; key?: string },
  ): Promise<Answer & { result: Result<O> }>
  close(): Promise<void>
}

/** Makes an actor with permissions, as a verified access token would. */
export function actorWith(permissions: readonly string[], parts: Partial<Actor> = {}): Actor {
  return { kind: 'user', id: 'a-user', vendorId: null, ...parts, permissions: new Set(permissions) }
}

/**
 * Runs services on a database of their own, in this process, for the tests of features. Adapters to systems that we do
 * not own come in as `ports`, by service name; a call to a service that is not listed fails the test.
 */
export async function testServices(options: {
  services: readonly Service[]
  ports?: Readonly<Record<string, unknown>>
  log?: Log
}): Promise<TestServices> {
  const log = options.log ?? quiet
  const { database, url, drop } = await testDatabase({ services: options.services, log })
  const runtime = createRuntime({
    hosts: options.services.map((service) => ({
      service,
      database,
      writer: createBatchWriter({ pool: database.app, log }),
      ports: options.ports?.[service.name] ?? {},
    })),
    log,
    callRemote: async (endpoint) => {
      throw new Error(`${endpoint.name} is called, but its service is not part of this test`)
    },
    checkReplies: true,
  })
  return {
    runtime,
    database,
    url,
    run: async (endpoint, input, { actor = nobody, tenant = tenantA, key } = {}) => {
      const requestKey = key ? keyOf(endpoint, { actor, tenant, key, input }) : null
      const wire: unknown = JSON.parse(JSON.stringify(input))
      const scope = { tenant, actor, traceparent: continueTrace(undefined), requestKey }
      return runtime.run(endpoint, wire, scope) as never
    },
    close: drop,
  }
}

function keyOf(endpoint: Endpoint, parts: { actor: Actor; tenant: string; key: string; input: unknown }) {
  const principal = parts.actor.id ?? 'nobody'
  return {
    id: deriveId(parts.tenant, principal, endpoint.name, parts.key),
    fingerprint: JSON.stringify(parts.input),
  }
}

/** The value of a result that must be a success; the refusal's code fails the test otherwise. */
export function accepted<T>(result: Result<T>): T {
  if (!result.ok)
    throw new Error(
      `Refused with ${result.code}: ${result.detail ?? ''} ${JSON.stringify(result.fields ?? '')}`,
    )
  return result.value
}
