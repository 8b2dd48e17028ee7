import type { Statement } from '@rialto/core'

/** A filter that is there or not: which index is the right one depends on it. */
const optionalFilter = /\$\d+(::[a-z]+(\[\])?)? is null or/

/**
 * Names a SQL statement, so that each connection prepares it once. The name must be unique in the product; PostgreSQL
 * cuts names at 63 bytes, so longer ones are refused here. A statement with optional filters is planned by its values,
 * and so is one that asks for it; all others keep their plan: planning was a quarter of the database's work.
 */
export function statement(name: string, text: string, plan?: 'by values'): Statement {
  if (name.length > 63) throw new Error(`The statement name ${name} is longer than 63 characters`)
  const isByValues = plan === 'by values' || optionalFilter.test(text)
  const made: Statement = isByValues ? { name, text, plan: 'by values' } : { name, text }
  known.set(name, made)
  return made
}

const known = new Map<string, Statement>()

/** The statements of this process whose names begin so: the doctor looks at their plans. */
export function statementsOf(prefix: string): Statement[] {
  return [...known.values()].filter((one) => one.name.startsWith(prefix))
}
