import type { TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { FieldProblem } from './result.ts'

type Check = { Check(value: unknown): boolean; Errors(value: unknown): ValidationProblem[] }
type ValidationProblem = {
  keyword: string
  instancePath: string
  message: string
  params: Record<string, unknown>
}

const compiled = new WeakMap<TSchema, Check>()
const problemsMax = 20

const codes: Readonly<Record<string, string>> = {
  type: 'WRONG_TYPE',
  minLength: 'TOO_SHORT',
  maxLength: 'TOO_LONG',
  minimum: 'TOO_SMALL',
  maximum: 'TOO_LARGE',
  minItems: 'TOO_FEW',
  maxItems: 'TOO_MANY',
  uniqueItems: 'TWICE',
  pattern: 'WRONG_FORM',
  format: 'WRONG_FORM',
  enum: 'NOT_ALLOWED',
}

/**
 * Checks a value against a schema, without changing it: nothing is coerced, unknown fields are refused, and strings
 * that PostgreSQL cannot store (U+0000, lone surrogates) are refused. An empty list means that the value is valid.
 */
export function validate(schema: TSchema, value: unknown): FieldProblem[] {
  let check = compiled.get(schema)
  if (!check) {
    check = Compile(schema) as unknown as Check
    compiled.set(schema, check)
  }
  if (check.Check(value)) return unstorable(value, '')
  const problems = check.Errors(value).flatMap(explain)
  return dedupe(problems).slice(0, problemsMax)
}

function explain(error: ValidationProblem): FieldProblem[] {
  const path = error.instancePath
  if (error.keyword === 'required') {
    const missing = (error.params['requiredProperties'] ?? []) as string[]
    return missing.map((name) => ({ path: `${path}/${name}`, problem: 'is required', code: 'REQUIRED' }))
  }
  if (error.keyword === 'additionalProperties') {
    const unknown = (error.params['additionalProperties'] ?? []) as string[]
    return unknown.map((name) => ({
      path: `${path}/${name}`,
      problem: 'is not a known field',
      code: 'UNKNOWN_FIELD',
    }))
  }
  if (error.keyword === 'boolean') return []
  return [{ path: path === '' ? '/' : path, problem: error.message, ...codeOf(error) }]
}

function codeOf({ keyword, params }: ValidationProblem): Pick<FieldProblem, 'code' | 'values'> {
  const { limit, type, allowedValues } = params
  const values = {
    ...(limit === undefined ? {} : { limit: String(limit) }),
    ...(type === undefined ? {} : { type: String(type) }),
    ...(Array.isArray(allowedValues) ? { allowed: allowedValues.join(', ') } : {}),
  }
  return { code: codes[keyword] ?? 'INVALID', values }
}

function dedupe(problems: FieldProblem[]): FieldProblem[] {
  const seen = new Set<string>()
  return problems.filter((one) => {
    const key = `${one.path} ${one.problem}`
    return seen.has(key) ? false : seen.add(key)
  })
}

function unstorable(value: unknown, path: string): FieldProblem[] {
  if (typeof value === 'string') {
    const bad = value.includes('\u0000') || !value.isWellFormed()
    const problem = { problem: 'holds a character that cannot be stored', code: 'NOT_STORABLE' }
    return bad ? [{ path: path || '/', ...problem }] : []
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => unstorable(item, `${path}/${index}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    ...unstorable(key, `${path}/${key}`),
    ...unstorable(item, `${path}/${key}`),
  ])
}
