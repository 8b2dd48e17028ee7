import { type Ctx, feature, ok, refuse, streamsOf } from '@rialto/core'
import { consumingServices, listStreams } from '../contract.ts'
import type { TenantPorts } from '../ports.ts'

/** Every service answers for its own streams. One that does not answer would hide them: then nothing is shown. */
export default feature(listStreams, async ({ service }, ctx: Ctx<TenantPorts>) => {
  const all = [...consumingServices, ...(ctx.ports.subscribingExtensions ?? [])]
  const asked = service === undefined ? all : [service]
  const answers = await Promise.all(asked.map((one) => read(ctx, one)))
  const silent = asked.filter((_, index) => answers[index] === null)
  if (silent.length > 0) return refuse('BUSY', `${silent.join(', ')} did not answer. Try again in a moment`)
  return ok({ items: answers.flatMap((items) => items ?? []) })
})

async function read(ctx: Ctx, service: string) {
  const answer = await ctx.call(streamsOf(service), {})
  return answer.ok ? answer.value.items : null
}
