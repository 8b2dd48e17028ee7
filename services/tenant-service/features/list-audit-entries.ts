import { auditOf, type Ctx, feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { auditedServices, listAuditEntries } from '../contract.ts'
import type { TenantPorts } from '../ports.ts'

const afterAll = { id: 'ffffffff-ffff-ffff-ffff-ffffffffffff' }
type Wanted = {
  beforeId: string
  limit: number
  actorId?: string
  subject?: string
  endpoint?: string
  day?: string
}

/**
 * Every service answers for its own entries, because each may have a database of its own; ids are made in the order of
 * time, so pages of all of them can be laid together. A service that does not answer would leave holes: then nothing is
 * shown, and the caller is told to try again.
 */
export default feature(
  listAuditEntries,
  async ({ after, limit = 25, service, ...filter }, ctx: Ctx<TenantPorts>) => {
    const before = readCursor(after, afterAll)
    if (!before) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
    const wanted = { ...filter, beforeId: before.id, limit: limit + 1 }
    const all = [...auditedServices, ...(ctx.ports.extensions ?? [])]
    const asked = service === undefined ? all : [service]
    const answers = await Promise.all(asked.map((one) => read(ctx, one, wanted)))
    const silent = asked.filter((_, index) => answers[index] === null)
    if (silent.length > 0) {
      ctx.log.warn('services did not give their audit entries', { services: silent })
      return refuse('BUSY', `${silent.join(', ')} did not answer. Try again in a moment`)
    }
    const newestFirst = answers
      .flatMap((items) => items ?? [])
      .sort((left, right) => (left.id < right.id ? 1 : -1))
    return ok(nextPage(newestFirst, limit, (last) => ({ id: last.id })))
  },
)

async function read(ctx: Ctx, service: string, wanted: Wanted) {
  const answer = await ctx.call(auditOf(service), wanted)
  return answer.ok ? answer.value.items : null
}
