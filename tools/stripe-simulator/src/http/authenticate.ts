import type { Operation } from '../operation.ts'
import { type Refusal, refuse } from '../outcome.ts'
import type { Settings } from '../settings.ts'

/** Why this key may not call this operation with these parameters; nothing when it may. */
export function authenticate(
  settings: Settings,
  operation: Operation,
  headers: { authorization: string | undefined; account: string | undefined; params: string },
): Refusal | undefined {
  const key = keyIn(headers.authorization)
  if (key === undefined || key === '') {
    const message =
      'You did not provide an API key. Send it as "Authorization: Bearer KEY"; the simulator prints its key when it starts.'
    return { ...refuse(message), status: 401 }
  }
  if (key === settings.publishableKey) {
    return publishableProblem(operation, headers.params)
  }
  if (key !== settings.secretKey) {
    return { ...refuse(`Invalid API Key provided: ${key.slice(0, 7)}****`), status: 401 }
  }
  if (headers.account !== undefined) {
    const message = `The key has no access to account '${headers.account}': connected accounts are not simulated yet.`
    return { ...refuse(message, { code: 'account_invalid' }), status: 403 }
  }
  return undefined
}

function publishableProblem(operation: Operation, params: string): Refusal | undefined {
  if (operation.publishable === undefined) {
    const message = 'This call needs the secret key, not the publishable one.'
    return { ...refuse(message, { code: 'secret_key_required' }), status: 401 }
  }
  const missing = operation.publishable.find((name) => !`&${params}`.includes(`&${name}=`))
  if (missing === undefined) return undefined
  return refuse(`Missing required param: ${missing}.`, { code: 'parameter_missing', param: missing })
}

function keyIn(authorization: string | undefined): string | undefined {
  const [scheme, value] = (authorization ?? '').split(' ')
  if (scheme?.toLowerCase() === 'bearer') return value
  if (scheme?.toLowerCase() !== 'basic' || value === undefined) return undefined
  return Buffer.from(value, 'base64').toString('utf8').split(':')[0]
}
