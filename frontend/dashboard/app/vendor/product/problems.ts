import type { FieldProblem } from '@rialto/core'
import { useSay } from '../../texts.ts'

export type Problems = {
  /** What is wrong with a field, in words; undefined when nothing is. */
  at(path: string): string | undefined
  /** Problems of all fields whose path begins so. */
  below(path: string): readonly string[]
}

/** Problems of fields by the paths of the API. The editor's own are said in the page's language. */
export function useProblems(fields: readonly FieldProblem[]): Problems {
  const say = useSay()
  const words = (problem: string) => {
    if (problem === 'is needed') return say('vendor.problem.needed')
    if (problem === 'is not a number') return say('vendor.problem.number')
    if (problem === 'is not a price') return say('vendor.problem.price')
    if (problem === 'is there twice') return say('vendor.problem.twice')
    return say('vendor.problem.other', { problem })
  }
  return {
    at: (path) => {
      const found = fields.find((one) => one.path === path)
      return found && words(found.problem)
    },
    below: (path) => fields.filter((one) => one.path.startsWith(path)).map((one) => words(one.problem)),
  }
}
