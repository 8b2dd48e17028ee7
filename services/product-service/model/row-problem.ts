import type { FieldProblem } from '@rialto/core'
import { type RowProblemCode, rowProblemCodes } from '../contract/imports.ts'

type Values = Readonly<Record<string, string>>

/** Something wrong with a row: for people as a sentence, for programs as a code with what the sentence names. */
export type RowProblem = {
  readonly code: RowProblemCode
  readonly path?: string
  readonly values: Values
  readonly sentence: string
}
export type Reason = { reason: string; problems: Omit<RowProblem, 'sentence'>[] }

const problemsMax = 20
const reasonCharactersMax = 2_000
const pathCharactersMax = 500
const valueCharactersMax = 200

export function rowProblem(code: RowProblemCode, sentence: string, values: Values = {}): RowProblem {
  return { code, sentence, values }
}

/** A part of the row that is wrong, as a problem of the row. */
export function partProblem({ path, problem, code, values = {} }: FieldProblem): RowProblem {
  const known = rowProblemCodes.find((one) => one === code) ?? 'INVALID'
  return { code: known, path, values, sentence: `${path} ${problem}` }
}

/** What is kept of the problems of a row that was not taken: as much as is read. */
export function reasonOf(problems: readonly RowProblem[]): Reason {
  return {
    reason: problems
      .map(({ sentence }) => sentence)
      .join('; ')
      .slice(0, reasonCharactersMax),
    problems: problems.slice(0, problemsMax).map(({ code, path, values }) => ({
      code,
      ...(path === undefined ? {} : { path: path.slice(0, pathCharactersMax) }),
      values: Object.fromEntries(
        Object.entries(values).map(([name, value]) => [name, value.slice(0, valueCharactersMax)]),
      ),
    })),
  }
}
