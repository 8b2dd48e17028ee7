import { auditOf, feature, ok, type Service } from '@rialto/core'
import { listAudit } from '@rialto/postgres'

/** The service with one endpoint more: it reads its own audit entries, in whichever database it has. */
export function withAudit(service: Service): Service {
  const read = feature(auditOf(service.name), async (input, ctx) => {
    const { actorId = null, subject = null, endpoint = null, day = null, beforeId, limit } = input
    const { afterId = null } = input
    const filter = { service: service.name, actorId, subject, endpoint, day, beforeId, afterId, limit }
    const rows = await listAudit(ctx.sql, filter)
    const items = rows.map(({ at, seq: _seq, ...row }) => ({ ...row, at: at.toISOString() }))
    return ok({ items: items as never })
  })
  return { ...service, features: [...service.features, read] }
}
