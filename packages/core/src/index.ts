export { type Actor, may, nobody, serviceActor, vendorScope } from './actor.ts'
export { auditEntry, auditFilters, auditOf } from './audit.ts'
export type {
  BatchOperation,
  CallCode,
  Ctx,
  Log,
  RequestKey,
  Row,
  ScheduledJob,
  Sql,
  Statement,
  Tx,
} from './context.ts'
export { nextPage, readCursor, type SortOrder, startOf, writeCursor } from './cursor.ts'
export { doctorFinding, doctorOf } from './doctor.ts'
export { type EncodedRequest, encodeRequest } from './encode-request.ts'
export {
  type CommonCode,
  commonRefusals,
  type Endpoint,
  endpoint,
  type Method,
  nothing,
  pathFields,
  type RetryClass,
  type StreamReply,
  statusOf,
  streamReply,
} from './endpoint.ts'
export { type EventType, eventType, type PublishedEvent } from './event.ts'
export { type Check, type CheckCtx, check, type Provider, provider } from './extension/answers.ts'
export { type Extension, type ExtensionSpec, extension, tablePrefixOf } from './extension/extension.ts'
export type { CustomField, NamedField } from './extension/field.ts'
export {
  type CheckPoint,
  checkPoint,
  type ExtensionCode,
  type PointAnswer,
  type Port,
  port,
} from './extension/point.ts'
export { on, type Reaction, subscriber } from './extension/subscriber.ts'
export { type Around, type Consumer, consumer, type Feature, feature, type Job } from './feature.ts'
export { type Brand, deriveId, newId, timeOfId } from './ids.ts'
export { sharedMoment } from './moments.ts'
export { assert, type FieldProblem, ok, type Refusal, type Result, refuse } from './result.ts'
export {
  calendarDay,
  countMax,
  id,
  nullable,
  oneOf,
  page,
  pageQuery,
  quantity,
  struct,
  text,
  timestamp,
} from './schema.ts'
export { type ClosablePorts, type PortSettings, type Service, service } from './service.ts'
export { type BookCheck, serviceState, stateOf } from './service-state.ts'
export { parkedStream, replayOf, streamsOf } from './streams.ts'
export { validate } from './validate.ts'
