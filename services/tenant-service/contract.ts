import {
  auditEntry,
  auditFilters,
  doctorFinding,
  endpoint,
  id,
  oneOf,
  page,
  pageQuery,
  parkedStream,
  serviceState,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { Type } from 'typebox'

/** The marketplace that exists from the first start. The registry itself lies in it. */
export const mainTenantId = '00000000-0000-7000-8000-000000000001'

const tenant = struct({
  tenantId: id(),
  slug: text(60),
  name: text(120),
  status: oneOf(['active', 'suspended']),
})

export const findTenant = endpoint({
  name: 'tenant.find_tenant',
  summary: 'A marketplace by its slug',
  method: 'GET',
  path: '/internal/tenants/by-slug/:slug',
  exposure: 'internal',
  permission: 'tenant.read_tenants',
  input: struct({ slug: text(60) }),
  reply: tenant,
})

export const listTenants = endpoint({
  name: 'tenant.list_tenants',
  summary: 'The marketplaces of this installation',
  method: 'GET',
  path: '/api/tenants',
  permission: 'tenant.read_tenants',
  input: struct({ ...pageQuery }),
  reply: page(tenant),
})

export const createTenant = endpoint({
  name: 'tenant.create_tenant',
  summary: 'Opens a marketplace',
  method: 'POST',
  path: '/api/tenants',
  permission: 'tenant.manage_tenants',
  input: struct({ slug: Type.String({ pattern: '^[a-z][a-z0-9-]{1,40}[a-z0-9]$' }), name: text(120) }),
  reply: tenant,
  status: 201,
  idempotency: 'key',
  refusals: { TENANT_SLUG_TAKEN: 409 },
})

/** The services that write audit entries, each into the database that it has. */
export const auditedServices = [
  'fan-service',
  'inventory-service',
  'notification-service',
  'order-service',
  'payment-service',
  'pricing-service',
  'product-service',
  'search-service',
  'tenant-service',
  'user-service',
  'vendor-service',
] as const

export const listAuditEntries = endpoint({
  name: 'audit.list_entries',
  summary: 'Who changed what in this marketplace, over all services, the newest first unless sorted',
  method: 'GET',
  path: '/api/audit',
  permission: 'audit.read_entries',
  input: struct({
    ...pageQuery,
    ...auditFilters,
    service: Type.Optional(oneOf(auditedServices)),
    sortOrder: Type.Optional(
      oneOf(['asc', 'desc'], '`asc`: the oldest first. A cursor belongs to its order'),
    ),
  }),
  reply: page(auditEntry),
  deadlineMs: 10_000,
})

/** The services that take events of others: a stream whose event failed waits in the database of its consumer. */
export const consumingServices = [
  'fan-service',
  'inventory-service',
  'notification-service',
  'order-service',
  'payment-service',
  'search-service',
] as const

export const listStreams = endpoint({
  name: 'event.list_streams',
  summary: 'Streams of this marketplace that wait because an event of theirs failed; all others flow',
  method: 'GET',
  path: '/api/streams',
  permission: 'event.read_streams',
  input: struct({ service: Type.Optional(oneOf(consumingServices)) }),
  reply: struct({ items: Type.Array(parkedStream) }),
  deadlineMs: 10_000,
})

export const getState = endpoint({
  name: 'state.get_state',
  summary:
    'How this installation is doing for this marketplace: readers of events, figures, rules that are checked',
  method: 'GET',
  path: '/api/state',
  permission: 'tenant.read_state',
  input: struct({}),
  reply: struct({
    at: timestamp(),
    isWell: Type.Boolean({ description: 'Nothing of it needs anybody' }),
    parkedStreams: Type.Integer({ minimum: 0, description: 'Listed by `GET /api/streams`' }),
    services: Type.Array(struct({ ...serviceState.properties, isAnswering: Type.Boolean() })),
  }),
  deadlineMs: 10_000,
})

export const examineServices = endpoint({
  name: 'doctor.list_findings',
  summary: 'What slows this installation down, each with what to do; nothing is changed',
  method: 'GET',
  path: '/api/doctor',
  permission: 'doctor.read_findings',
  input: struct({}),
  reply: struct({ items: Type.Array(doctorFinding) }),
  deadlineMs: 30_000,
})
