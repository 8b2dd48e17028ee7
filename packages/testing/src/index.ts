export { stopTestCluster, type TestDatabase, testDatabase } from './database.ts'
export type { Example, Examples, ExampleWorld, Persona } from './examples.ts'
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
export { accepted, actorWith, type TestServices, tenantA, tenantB, testServices } from './services.ts'
export {
  firstOperator,
  type RunningShape,
  type Shape,
  type ShapeOptions,
  type ShapeProcess,
  startShape,
} from './shape.ts'
export { openWire, until, type Wire, type WireAnswer, type WireOptions } from './wire.ts'
