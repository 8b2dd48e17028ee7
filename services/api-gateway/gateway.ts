import type { Config } from '@rialto/config'
import { type Endpoint, type Log, refuse } from '@rialto/core'
import type { Guard, ServerOptions } from '@rialto/http'
import { createBatchWriter, type Database } from '@rialto/postgres'
import type { FastifyInstance } from 'fastify'
import { createForward } from './forward.ts'
import { createLimiter, type Verdict } from './limiter.ts'
import { limitsOf } from './limits-of.ts'
import { describeApi } from './openapi.ts'
import { addReference } from './reference.ts'
import { addSecurity } from './security.ts'

export type GatewayOptions = {
  config: Config
  /** Every endpoint of the product and the service that answers it. */
  endpoints: readonly { service: string; endpoint: Endpoint }[]
  database: Database
  serviceToken: (from: string, tenant: string) => Promise<string>
  log: Log
}

export type Gateway = {
  guard: Guard
  forward: NonNullable<ServerOptions['forward']>
  /** Adds headers, description and reference; `leadsToDocs` while no shop has pages at `/`. */
  install(app: FastifyInstance, options: { leadsToDocs: boolean }): Promise<void>
  close(): Promise<void>
}

const cleanUpEveryMs = 60_000
const keepWindowsSeconds = 7_200

/** The edge: limits, security headers, the API description, and the way to services in other processes. */
export function openGateway(options: GatewayOptions): Gateway {
  const { config, database, log } = options
  const limiter = createLimiter({ writer: createBatchWriter({ pool: database.app, log }), log })
  const cleaning = setInterval(() => void dropOldWindows(database, log), cleanUpEveryMs)
  return {
    guard: async (request, endpoint, { actor, tenant }) => {
      const limits = limitsOf(config, endpoint, { actor, address: request.ip })
      const verdicts = await Promise.all(limits.map((limit) => limiter.check(tenant, limit)))
      const tightest = verdicts.reduce<number>(
        (best, one, index) => (one.left < (verdicts[best]?.left ?? 0) ? index : best),
        0,
      )
      const limit = limits[tightest]
      const verdict = verdicts[tightest]
      if (!limit || !verdict) return { headers: {}, refusal: null }
      const refused = verdicts.find((one) => !one.allowed)
      return {
        headers: rateHeaders(limit, refused ?? verdict, refused !== undefined),
        refusal: refused
          ? refuse('RATE_LIMITED', `Too many requests. Try again in ${refused.resetSeconds} seconds`)
          : null,
      }
    },
    forward: createForward(options),
    install: async (app, { leadsToDocs }) => {
      addSecurity(app, config)
      const description = JSON.stringify(
        describeApi(
          options.endpoints.map(({ endpoint }) => endpoint),
          config.publicUrl,
        ),
      )
      await addReference(app, description)
      if (leadsToDocs) app.get('/', async (_request, reply) => reply.redirect('/docs', 302))
    },
    close: async () => clearInterval(cleaning),
  }
}

/** Header fields of the IETF draft "RateLimit header fields for HTTP". */
function rateHeaders(
  limit: { plan: string; max: number; windowSeconds: number },
  verdict: Verdict,
  refused: boolean,
): Record<string, string> {
  return {
    'ratelimit-policy': `"${limit.plan}";q=${limit.max};w=${limit.windowSeconds}`,
    ratelimit: `"${limit.plan}";r=${refused ? 0 : verdict.left};t=${verdict.resetSeconds}`,
    ...(refused ? { 'retry-after': String(verdict.resetSeconds) } : {}),
  }
}

async function dropOldWindows(database: Database, log: Log): Promise<void> {
  try {
    await database.app.query('select gateway_drop_old_windows_v1($1)', [keepWindowsSeconds])
  } catch (error) {
    log.warn('old rate windows stay for another minute', { problem: String(error) })
  }
}
