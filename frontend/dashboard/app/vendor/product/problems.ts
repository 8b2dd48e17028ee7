import type { FieldProblem } from '@rialto/core'
import { type TextKey, useRoot, useSay } from '../../texts.ts'
import { fieldName } from './field-name.ts'
import { needed, noNumber, noPrice } from './product-input.ts'

export type Problems = {
  /** What is wrong with a field, in words; undefined when nothing is. */
  at(path: string): string | undefined
  /** What a person calls the field of a path: `Variants 2 · SKU`. */
  nameOf(path: string): string
  /** Problems of all fields whose path begins so. */
  below(path: string): readonly string[]
}

/** Problems of fields by the paths of the API, in the page's language. */
export function useProblems(fields: readonly FieldProblem[]): Problems {
  const say = useSay()
  const { texts } = useRoot()
  const words = ({ problem, code, values = {} }: FieldProblem) => {
    if (problem === needed) return say('vendor.problem.needed')
    if (problem === noNumber) return say('vendor.problem.number')
    if (problem === noPrice) return say('vendor.problem.price')
    const key = `vendor.problem.${code}` as TextKey
    return key in texts ? say(key, values) : say('vendor.problem.other', { problem })
  }
  return {
    at: (path) => {
      const found = fields.find((one) => one.path === path)
      return found && words(found)
    },
    nameOf: (path) => fieldName(path, say),
    below: (path) => fields.filter((one) => one.path.startsWith(path)).map(words),
  }
}
