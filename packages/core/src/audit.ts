import { Type } from 'typebox'
import { endpoint } from './endpoint.ts'
import { calendarDay, id, nullable, struct, text, timestamp } from './schema.ts'

/** What the entries of the audit log are found by. */
export const auditFilters = {
  actorId: Type.Optional(text(100, { description: 'Who did it' })),
  subject: Type.Optional(text(200, { description: 'The id of what was changed' })),
  endpoint: Type.Optional(text(100, { description: 'The operation, such as `order.cancel_order`' })),
  day: Type.Optional(calendarDay('Day, UTC')),
}

/** One entry of the audit log. */
export const auditEntry = struct({
  id: id(),
  at: timestamp(),
  service: text(60),
  endpoint: text(100),
  actorKind: text(20),
  actorId: text(100),
  actorRole: nullable(text(200)),
  vendorId: nullable(text(100)),
  subjects: Type.Array(text(400)),
  outcome: text(60, { description: '`done`, or the code of the refusal' }),
  traceId: text(60),
  given: Type.Unknown({ description: 'What was asked for, without free text and personal data' }),
  changes: Type.Array(
    struct({
      subject: text(400),
      field: text(200),
      before: Type.Unknown(),
      after: Type.Unknown(),
    }),
  ),
})

const filters = struct({
  ...auditFilters,
  beforeId: id(),
  afterId: Type.Optional(id('Entries after this one, the oldest first')),
  limit: Type.Integer({ minimum: 1, maximum: 101 }),
})
const entries = struct({ items: Type.Array(auditEntry) })

/** Reads the entries that a service wrote, in the database that it has. Every service answers this, by its own path. */
export function auditOf(service: string) {
  const made = known.get(service) ?? declare(service)
  known.set(service, made)
  return made
}

function declare(service: string) {
  return endpoint({
    name: `audit.read_entries_of_${service.replaceAll('-', '_')}`,
    summary: `Audit entries of ${service}, the newest first`,
    method: 'GET',
    path: `/internal/audit/${service}`,
    exposure: 'internal',
    permission: 'audit.read_entries',
    input: filters,
    reply: entries,
  })
}

const known = new Map<string, ReturnType<typeof declare>>()
