import type { Statement } from '@rialto/core'

/**
 * Names a SQL statement, so that each connection prepares it once. The name must be unique in the product; PostgreSQL
 * cuts names at 63 bytes, so longer ones are refused here.
 */
export function statement(name: string, text: string): Statement {
  if (name.length > 63) throw new Error(`The statement name ${name} is longer than 63 characters`)
  return { name, text }
}
