import { type Ctx, doctorOf, feature, ok, refuse } from '@rialto/core'
import { auditedServices, examineServices, mainTenantId } from '../contract.ts'
import type { TenantPorts } from '../ports.ts'

/**
 * Every service examines its own database. Services that share one find the same about it: that is told once. One that
 * does not answer is a finding itself.
 */
export default feature(examineServices, async (_input, ctx: Ctx<TenantPorts>) => {
  // The databases belong to the installation: operators of one marketplace among many have no business there.
  if (ctx.tenant !== mainTenantId)
    return refuse('NOT_FOUND', 'Only operators of the main marketplace see this')
  const answers = await Promise.all(
    [...auditedServices, ...(ctx.ports.extensions ?? [])].map((service) => examined(ctx, service)),
  )
  const told = new Map(
    answers.flat().map((finding) => [`${finding.code} ${finding.subject} ${finding.sql ?? ''}`, finding]),
  )
  return ok({ items: [...told.values()] })
})

async function examined(ctx: Ctx, service: string) {
  const answer = await ctx.call(doctorOf(service), {})
  if (answer.ok) return answer.value.items
  const sentence = `${service} did not answer (${answer.code}); look whether it runs.`
  return [{ service, code: 'NOT_EXAMINED', subject: service, sentence, sql: null }]
}
