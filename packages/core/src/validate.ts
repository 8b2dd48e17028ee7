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
    return missing.map((name) => ({ path: `${path}/${name}`, problem: 'is required' }))
  }
  if (error.keyword === 'additionalProperties') {
    const unknown = (error.params['additionalProperties'] ?? []) as string[]
    return unknown.map((name) => ({ path: `${path}/${name}`, problem: 'is not a known field' }))
  }
  if (error.keyword === 'boolean') return []
  return [{ path: path === '' ? '/' : path, problem: error.message }]
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
    return bad ? [{ path: path || '/', problem: 'holds a character that cannot be stored' }] : []
  }
  if (Array.isArray(value)) return value.flatMap((item, index) => unstorable(item, `${path}/${index}`))
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, item]) => [
    ...unstorable(key, `${path}/${key}`),
    ...unstorable(item, `${path}/${key}`),
  ])
}
