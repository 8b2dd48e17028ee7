import type { listRejections } from '@rialto/product-service/contract'
import type { Catalogue, Say, TextKey } from '../texts.ts'
import { fieldName } from './product/field-name.ts'

type Rejection = NonNullable<(typeof listRejections)['types']>['output']['items'][number]
type RowProblem = NonNullable<Rejection['problems']>[number]
type Words = { readonly say: Say; readonly texts: Catalogue }

/** One thing that is wrong with a row: what it is about, in which way, and what the program that read it said. */
export type ToldProblem = { readonly about: string; readonly text: string; readonly detail: string }

/**
 * What is wrong with a row in the page's words; null when some of it has none, such as a code that is newer than this
 * page or a row of an old import: then its reason is shown as the API gives it.
 */
export function tellProblems({ problems = [] }: Rejection, words: Words): ToldProblem[] | null {
  const different = oneForEach(problems)
  const told = different.flatMap((one) => tell(one, words) ?? [])
  return told.length > 0 && told.length === different.length ? told : null
}

/** The reason as one line of text. */
export function reasonLine(rejection: Rejection, words: Words): string {
  const told = tellProblems(rejection, words)
  if (told === null) return rejection.reason
  return told
    .map(({ about, text, detail }) => `${about ? `${about}: ` : ''}${text}${detail ? ` (${detail})` : ''}`)
    .join('; ')
}

/** A value that may be of several kinds is wrong once for each of them, and as a whole: that is what is said. */
function oneForEach(problems: readonly RowProblem[]): RowProblem[] {
  const whole = new Set(problems.flatMap(({ code, path }) => (code === 'INVALID' ? [path] : [])))
  const keyOf = ({ code, path, values }: RowProblem) => `${code} ${path ?? JSON.stringify(values)}`
  return problems
    .filter(({ code, path }) => code !== 'WRONG_TYPE' || !whole.has(path))
    .filter((one, at, left) => left.findIndex((other) => keyOf(other) === keyOf(one)) === at)
}

function tell({ code, path, values }: RowProblem, { say, texts }: Words): ToldProblem | undefined {
  const key: TextKey = `vendor.problem.${code}`
  if (!(key in texts)) return undefined
  const { category, file, picture, sku, message = '' } = values
  const about = path === undefined ? (category ?? file ?? picture ?? sku ?? '') : fieldName(path, say)
  return { about, text: say(key, values), detail: message }
}
