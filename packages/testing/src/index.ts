export { stopTestCluster, type TestDatabase, testDatabase } from './database.ts'
export type { Example, Examples, ExampleWorld, Persona } from './examples.ts'
export { accepted, actorWith, type TestServices, tenantA, tenantB, testServices } from './services.ts'
export {
  firstOperator,
  type RunningShape,
  type Shape,
  type ShapeOptions,
  type ShapeProcess,
  startShape,
} from './shape.ts'
