import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import type { Gate } from '../http/pipeline.ts'
import type { Outcome } from '../outcome.ts'

type Definition<Body extends TSchema, Value> = {
  readonly method: 'GET' | 'POST' | 'DELETE'
  readonly path: `/_sim/${string}`
  readonly body: Body
  readonly run: (gate: Gate, body: Value, path: Readonly<Record<string, string>>) => Outcome
}

export type AdminRoute = Omit<Definition<TSchema, unknown>, 'run' | 'body'> & {
  readonly bodySchema: TSchema
  readonly check: (body: unknown) => readonly TLocalizedValidationError[]
  readonly run: (gate: Gate, body: unknown, path: Readonly<Record<string, string>>) => Outcome
}

/** Declares one operation on the simulator itself. It takes and gives JSON. */
export function adminRoute<Body extends TSchema, Value = Static<Body>>(
  definition: Definition<Body, Value>,
): AdminRoute {
  const validator = Compile(definition.body)
  const { method, path, run } = definition
  return {
    method,
    path,
    bodySchema: definition.body,
    check: (body) => (validator.Check(body) ? [] : validator.Errors(body)),
    // `check` has passed before: the router is the only caller.
    run: (gate, body, ids) => run(gate, body as Value, ids),
  }
}
