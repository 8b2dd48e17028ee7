export { withAudit } from './audit/read.ts'
export {
  type AccessClaims,
  type Authentication,
  authenticate,
  type Identity,
  type TokenReader,
} from './authenticate.ts'
export { withDoctor } from './doctor.ts'
export { problemOf, renderReply, traceIdOf } from './problem.ts'
export { type RawInput, readInput } from './read-input.ts'
export { createRemoteCall, type RemoteCallOptions } from './remote-call.ts'
export {
  type Answer,
  type CallScope,
  checkAccess,
  createRuntime,
  type Host,
  type RequestScope,
  type Runtime,
  type RuntimeOptions,
} from './runtime.ts'
export { createServer, type Guard, type ServerOptions, sendProblem } from './server.ts'
export { type ReaderLag, withState } from './state/with-state.ts'
export { continueTrace } from './trace.ts'
export { type QueryWatch, repeatedMessage, type WatchOptions, watchQueries } from './watch-queries.ts'
