import type { FieldProblem } from '@rialto/core'
import { type Say, type TextKey, useSay } from '../../texts.ts'

export type Problems = {
  /** What is wrong with a field, in words; undefined when nothing is. */
  at(path: string): string | undefined
  /** What a person calls the field of a path: `Variants 2 · SKU`. */
  nameOf(path: string): string
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
    if (problem === 'is called like another one') return say('vendor.problem.alike')
    return say('vendor.problem.other', { problem })
  }
  return {
    at: (path) => {
      const found = fields.find((one) => one.path === path)
      return found && words(found.problem)
    },
    nameOf: (path) => nameOf(path, say),
    below: (path) => fields.filter((one) => one.path.startsWith(path)).map((one) => words(one.problem)),
  }
}

const names: Readonly<Record<string, TextKey>> = {
  title: 'vendor.editor.title',
  description: 'vendor.editor.description',
  translations: 'vendor.editor.texts',
  categoryId: 'vendor.field.categoryId',
  brand: 'vendor.field.brand',
  tags: 'vendor.field.tags',
  options: 'vendor.field.options',
  attributes: 'vendor.field.attributes',
  media: 'vendor.field.pictures',
  variants: 'vendor.products.variants',
  sku: 'vendor.products.sku',
  prices: 'vendor.products.priceOf',
  weightGrams: 'vendor.editor.weight',
  barcode: 'vendor.editor.barcode',
  de: 'vendor.language.de',
  ar: 'vendor.language.ar',
}

const rowed = new Set(['variants', 'media', 'tags', 'moreCategoryIds'])

/** Rows are counted from one; words that a person typed stay as they are. */
function nameOf(path: string, say: Say): string {
  const words = path
    .slice(1)
    .split('/')
    .map((part, at, parts) => {
      const key = names[part]
      if (key !== undefined) return say(key)
      if (rowed.has(parts[at - 1] ?? '') && /^\d+$/.test(part)) return String(Number(part) + 1)
      return part.replaceAll('~1', '/').replaceAll('~0', '~')
    })
  return words.join(' · ')
}
