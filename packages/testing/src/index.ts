export { killServer as killPostgres } from '@rialto/postgres/embedded'
export { crashDatabase } from './crash-database.ts'
export { stopTestCluster, type TestDatabase, testDatabase } from './database.ts'
export type { Example, Examples, ExampleWorld, Persona } from './examples.ts'
export { checkInvariants, type DatabaseUrls, type InvariantReport } from './invariants.ts'
export {
  address,
  type Market,
  type Order,
  openMarket,
  type Payment,
  type Person,
  type Product,
  type Quote,
  type Vendor,
} from './market.ts'
export { runSql } from './run-sql.ts'
export { accepted, actorWith, type TestServices, tenantA, tenantB, testServices } from './services.ts'
export { settle, shiftClocks } from './settle.ts'
export { freePorts } from './shape/process.ts'
export {
  firstOperator,
  oneDatabase,
  type RunningShape,
  type Shape,
  type ShapeOptions,
  type ShapeProcess,
  startShape,
  testSettings,
  webhookEvents,
} from './shape.ts'
export { openSteadyWire, type SteadyWireOptions, type WireNote } from './steady-wire.ts'
export { openWire, until, type Wire, type WireAnswer, type WireOptions } from './wire.ts'
export { plainInsertsPerSecond, simpleUpdatesPerSecond } from './yardsticks.ts'
