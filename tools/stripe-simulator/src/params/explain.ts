import type { TLocalizedValidationError } from 'typebox/error'
import { type Refusal, refuse } from '../outcome.ts'

/** Says what is wrong with the parameters the way the API does: one problem, unknown ones first. */
export function explain(errors: readonly TLocalizedValidationError[], given: unknown): Refusal {
  for (const error of errors) {
    if (error.keyword !== 'additionalProperties') continue
    const names = error.params.additionalProperties.map((name) => paramName(error.instancePath, name))
    const param = names[0] ?? ''
    const plural = names.length > 1 ? 's' : ''
    return refuse(`Received unknown parameter${plural}: ${names.join(', ')}`, {
      code: 'parameter_unknown',
      param,
    })
  }
  for (const error of errors) {
    if (error.keyword !== 'required') continue
    const param = paramName(error.instancePath, error.params.requiredProperties[0])
    return refuse(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const first = errors[0]
  if (first === undefined) return refuse('The parameters are not valid.')
  return explainValue(first, given)
}

function explainValue(error: TLocalizedValidationError, given: unknown): Refusal {
  const param = paramName(error.instancePath)
  const value = valueAt(given, error.instancePath)
  if (value === '') {
    const message = `You passed an empty string for '${param}'. Leave the parameter out instead.`
    return refuse(message, { code: 'parameter_invalid_empty', param })
  }
  if (error.keyword === 'type' && error.params.type === 'integer') {
    return refuse(`Invalid integer: ${String(value)}`, { code: 'parameter_invalid_integer', param })
  }
  if (error.keyword === 'minimum' || error.keyword === 'maximum') {
    return refuse(`Invalid value for ${param}: it ${error.message}`, {
      code: 'parameter_invalid_integer',
      param,
    })
  }
  return refuse(`Invalid ${param}: it ${error.message}`, { param })
}

function paramName(path: string, last?: string): string {
  const [first, ...rest] = [...path.split('/').slice(1), ...(last === undefined ? [] : [last])]
  return `${first ?? ''}${rest.map((step) => `[${step}]`).join('')}`
}

function valueAt(given: unknown, path: string): unknown {
  let value = given
  for (const step of path.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined
    value = Reflect.get(value, step)
  }
  return value
}
