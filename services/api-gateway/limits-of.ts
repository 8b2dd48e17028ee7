import type { Config } from '@rialto/config'
import type { Actor, Endpoint } from '@rialto/core'
import type { Limit } from './limiter.ts'

type Plan = keyof Config['rateLimits']

/**
 * The limits that a request counts against. Services are not limited; people by who they are; everybody else by
 * address. `sign_in` and `payments` count by address and, where known, by person.
 */
export function limitsOf(
  config: Config,
  endpoint: Endpoint,
  from: { actor: Actor; address: string },
): Limit[] {
  const { actor, address } = from
  if (actor.kind === 'service' || endpoint.ratePlan === 'none') return []
  const limit = (plan: Plan, subject: string): Limit => ({
    plan,
    key: `${plan} ${subject}`,
    ...config.rateLimits[plan],
  })
  const person = actor.id === null ? null : `${actor.kind}:${actor.id}`
  if (endpoint.ratePlan !== undefined) {
    const plan = endpoint.ratePlan as Plan
    return [limit(plan, address), ...(person ? [limit(plan, person)] : [])]
  }
  if (person) return [limit('person', person)]
  return [limit(endpoint.method === 'GET' ? 'anonymous_read' : 'anonymous_write', address)]
}
