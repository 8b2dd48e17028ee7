import { auditOf, type Ctx, feature, nextPage, ok, readCursor, refuse, startOf } from '@rialto/core'
import { auditedServices, listAuditEntries } from '../contract.ts'
import type { TenantPorts } from '../ports.ts'

type Wanted = {
  beforeId: string
  afterId?: string
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
  async ({ after, limit = 25, service, sortOrder = 'desc', ...filter }, ctx: Ctx<TenantPorts>) => {
    const from = readCursor(after, { id: startOf(sortOrder) })
    if (!from) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
    const isNewestFirst = sortOrder === 'desc'
    const bounds = isNewestFirst ? { beforeId: from.id } : { beforeId: startOf('desc'), afterId: from.id }
    const wanted = { ...filter, ...bounds, limit: limit + 1 }
    const all = [...auditedServices, ...(ctx.ports.extensions ?? [])]
    const asked = service === undefined ? all : [service]
    const answers = await Promise.all(asked.map((one) => read(ctx, one, wanted)))
    const silent = asked.filter((_, index) => answers[index] === null)
    if (silent.length > 0) {
      ctx.log.warn('services did not give their audit entries', { services: silent })
      return refuse('BUSY', `${silent.join(', ')} did not answer. Try again in a moment`)
    }
    const sorted = answers
      .flatMap((items) => items ?? [])
      .sort((left, right) => (left.id < right.id === isNewestFirst ? 1 : -1))
    return ok(nextPage(sorted, limit, (last) => ({ id: last.id })))
  },
)

async function read(ctx: Ctx, service: string, wanted: Wanted) {
  const answer = await ctx.call(auditOf(service), wanted)
  return answer.ok ? answer.value.items : null
}
