export { stopTestCluster, type TestDatabase, testDatabase } from './database.ts'
export { actorWith, type TestServices, tenantA, tenantB, testServices, valueOf } from './services.ts'
