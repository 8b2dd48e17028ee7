/** The answer of a use case: a value, or a refusal with a declared code. A plain object, so that it survives JSON. */
export type Result<T, Code extends string = string> = { readonly ok: true; readonly value: T } | Refusal<Code>

/** An expected "no". `detail` is a sentence for people; `fields` names the parts of the input that were wrong. */
export type Refusal<Code extends string = string> = {
  readonly ok: false
  readonly code: Code
  readonly detail?: string
  readonly fields?: readonly FieldProblem[]
  /** Facts that the caller needs to go on, such as the new quote after `QUOTE_CHANGED`. Never personal data. */
  readonly data?: unknown
}

/** What is wrong with one part of an input: a sentence, and for programs a stable code with what the sentence names. */
export type FieldProblem = {
  readonly path: string
  readonly problem: string
  readonly code?: string
  readonly values?: Readonly<Record<string, string>>
}

/** Wraps a value as success. */
export function ok<T>(value: T): { readonly ok: true; readonly value: T } {
  return { ok: true, value }
}

/** Makes a refusal. The code must be declared on the endpoint that returns it. */
export function refuse<const Code extends string>(
  code: Code,
  detail?: string,
  data?: unknown,
): Refusal<Code> {
  return {
    ok: false,
    code,
    ...(detail === undefined ? {} : { detail }),
    ...(data === undefined ? {} : { data }),
  }
}

/** Fails loudly when something that must always hold does not. Nobody catches this on purpose. */
export function assert(condition: unknown, invariant: string): asserts condition {
  if (!condition) throw new Error(`Broken invariant: ${invariant}`)
}
