import { type Ctx, feature, ok, refuse, streamsOf } from '@rialto/core'
import { consumingServices, listStreams } from '../contract.ts'

type Service = (typeof consumingServices)[number]

/** Every service answers for its own streams. One that does not answer would hide them: then nothing is shown. */
export default feature(listStreams, async ({ service }, ctx) => {
  const asked = service === undefined ? consumingServices : [service]
  const answers = await Promise.all(asked.map((one) => read(ctx, one)))
  const silent = asked.filter((_, index) => answers[index] === null)
  if (silent.length > 0) return refuse('BUSY', `${silent.join(', ')} did not answer. Try again in a moment`)
  return ok({ items: answers.flatMap((items) => items ?? []) })
})

async function read(ctx: Ctx, service: Service) {
  const answer = await ctx.call(streamsOf(service), {})
  return answer.ok ? answer.value.items : null
}
