import { type Ctx, feature, ok, stateOf, streamsOf } from '@rialto/core'
import { auditedServices, consumingServices, getState } from '../contract.ts'
import type { TenantPorts } from '../ports.ts'

/**
 * How the installation is doing, for one marketplace. Every service tells of itself; one that does not answer is told as
 * such, and is trouble: here a hole is a finding.
 */
export default feature(getState, async (_input, ctx: Ctx<TenantPorts>) => {
  const all = [...auditedServices, ...(ctx.ports.extensions ?? [])]
  const consuming = [...consumingServices, ...(ctx.ports.subscribingExtensions ?? [])]
  const [services, parked] = await Promise.all([
    Promise.all(all.map((service) => read(ctx, service))),
    Promise.all(consuming.map((service) => countParked(ctx, service))),
  ])
  const parkedStreams = parked.reduce((sum, count) => sum + count, 0)
  const isWell = parkedStreams === 0 && services.every(isWellOf)
  return ok({ at: ctx.now().toISOString(), isWell, parkedStreams, services })
})

async function read(ctx: Ctx, service: string) {
  const answer = await ctx.call(stateOf(service), {})
  return answer.ok
    ? { ...answer.value, isAnswering: true }
    : { service, readers: [], figures: [], checks: [], isAnswering: false }
}

async function countParked(ctx: Ctx, service: string): Promise<number> {
  const answer = await ctx.call(streamsOf(service), {})
  return answer.ok ? answer.value.items.length : 0
}

type Told = Awaited<ReturnType<typeof read>>

function isWellOf({ isAnswering, readers, figures, checks }: Told): boolean {
  return isAnswering && [...readers, ...figures, ...checks].every(({ isTrouble }) => !isTrouble)
}
