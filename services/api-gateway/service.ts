import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { countRequests } from './limiter.ts'

export { type Gateway, openGateway } from './gateway.ts'
export { describeApi } from './openapi.ts'

/** The edge has no endpoints of its own: it limits, describes and passes on those of the others. */
export default service({
  name: 'api-gateway',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [],
  operations: [countRequests],
})
