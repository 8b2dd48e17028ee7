export { stopTestCluster, type TestDatabase, testDatabase } from './database.ts'
