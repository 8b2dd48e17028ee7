import type { Static, TSchema } from 'typebox'
import { Compile } from 'typebox/compile'
import type { TLocalizedValidationError } from 'typebox/error'
import type { Outcome } from './outcome.ts'
import type { Unit } from './state/unit.ts'

type Method = 'GET' | 'POST' | 'DELETE'

type Definition<Params extends TSchema, Value> = {
  /** The name that budgets and fault plans know it by, such as `payment_intents.create`. */
  readonly name: string
  readonly method: Method
  readonly path: `/v1/${string}`
  readonly params: Params
  /** A browser may call it with the publishable key when it gives these parameters. */
  readonly publishable?: readonly string[]
  /** Decides and does it. A refusal other than a card's takes back everything it put. */
  readonly run: (unit: Unit, params: Value, path: Readonly<Record<string, string>>) => Outcome
}

export type Operation = Omit<Definition<TSchema, unknown>, 'run'> & {
  readonly check: (params: unknown) => readonly TLocalizedValidationError[]
  readonly run: (unit: Unit, params: unknown, path: Readonly<Record<string, string>>) => Outcome
}

/**
 * Declares one operation. The validator is compiled here, once. `Value` has its type by default, not by inference:
 * inferring it through `Static` costs the type checker a thousand times more.
 */
export function operation<Params extends TSchema, Value = Static<Params>>(
  definition: Definition<Params, Value>,
): Operation {
  const validator = Compile(definition.params)
  const { run, ...rest } = definition
  return {
    ...rest,
    check: (params) => (validator.Check(params) ? [] : validator.Errors(params)),
    // `check` has passed before: the pipeline is the only caller.
    run: (unit, params, path) => run(unit, params as Value, path),
  }
}
