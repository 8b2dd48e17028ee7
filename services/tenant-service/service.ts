import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import createTenant from './features/create-tenant.ts'
import examineServices from './features/examine-services.ts'
import findTenant from './features/find-tenant.ts'
import getState from './features/get-state.ts'
import listAuditEntries from './features/list-audit-entries.ts'
import listStreams from './features/list-streams.ts'
import listTenants from './features/list-tenants.ts'
import { openTenantPorts, type TenantPorts } from './ports.ts'

export default service<TenantPorts>({
  name: 'tenant-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [createTenant, findTenant, listTenants, listAuditEntries, listStreams, examineServices, getState],
  openPorts: openTenantPorts,
})
