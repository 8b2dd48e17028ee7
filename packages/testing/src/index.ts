export { stopTestCluster, type TestDatabase, testDatabase } from './database.ts'
export type { Example, Examples, ExampleWorld, Persona } from './examples.ts'
export { actorWith, type TestServices, tenantA, tenantB, testServices, valueOf } from './services.ts'
