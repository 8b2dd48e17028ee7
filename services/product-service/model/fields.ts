import type { FieldProblem } from '@rialto/core'
import type { FieldValue, FieldValues, LocalText } from '../model.ts'

export type FieldKind = 'text' | 'number' | 'boolean' | 'enum'
export type FieldPlace = 'attributes' | 'metadata'

/** What a typed field means. */
export type FieldDefinition = {
  key: string
  place: FieldPlace
  kind: FieldKind
  label: LocalText
  units: readonly string[]
  choices: readonly string[]
  version: number
  /** What a number or text of an extension's field must be besides. */
  form?: 'integer' | 'date'
}

export type Definitions = ReadonlyMap<string, FieldDefinition>

const keyPattern = /^[A-Za-z0-9]{1,100}$/
const unitsMax = 50

/** What is wrong with values, judged by their definitions. `at` is the path of the values in the input. */
export function findFieldProblems(
  values: FieldValues,
  definitions: Definitions,
  at: { path: string; place: FieldPlace },
): FieldProblem[] {
  return Object.entries(values).flatMap(([key, value]) => {
    const problem = findProblem(value, definitions.get(key), at.place)
    return problem ? [{ path: `${at.path}/${key}`, problem }] : []
  })
}

function findProblem(value: FieldValue, definition: FieldDefinition | undefined, place: FieldPlace) {
  if (!definition) return 'is not a defined field'
  if (definition.place !== place) return `belongs into ${definition.place}`
  switch (definition.kind) {
    case 'text':
      if (typeof value !== 'string') return 'must be text'
      return definition.form === 'date' && !isDate(value) ? 'must be a date such as 2027-01-31' : null
    case 'boolean':
      return typeof value === 'boolean' ? null : 'must be true or false'
    case 'enum':
      return typeof value === 'string' && definition.choices.includes(value)
        ? null
        : `must be one of: ${definition.choices.join(', ')}`
    case 'number':
      return findNumberProblem(value, definition)
  }
}

function findNumberProblem(value: FieldValue, definition: FieldDefinition): string | null {
  const isWhole = definition.form !== 'integer' || Number.isSafeInteger(value)
  if (typeof value === 'number') return isWhole ? null : 'must be a whole number'
  if (typeof value !== 'object') return 'must be a number'
  if (definition.units.includes(value.unit)) return null
  return `must be measured in ${definition.units.join(', ') || 'no unit'}`
}

function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) return false
  const day = new Date(value)
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(value)
}

/**
 * The definitions that an import must make or widen so that its values fit: a new key is what its first value is, a
 * new unit of a number is added. A value of another kind stays a problem of its row.
 */
export function learnFields(
  rows: Iterable<FieldValues>,
  known: Definitions,
  place: FieldPlace,
): FieldDefinition[] {
  const learnt = new Map<string, FieldDefinition>()
  for (const values of rows) {
    for (const [key, value] of Object.entries(values)) {
      const definition = learnt.get(key) ?? known.get(key)
      const next = definition
        ? widen(definition, value)
        : keyPattern.test(key)
          ? define(key, value, place)
          : null
      if (next) learnt.set(key, next)
    }
  }
  return [...learnt.values()]
}

function define(key: string, value: FieldValue, place: FieldPlace): FieldDefinition {
  const kinds = { string: 'text', number: 'number', boolean: 'boolean', object: 'number' } as const
  return {
    key,
    place,
    kind: kinds[typeof value as keyof typeof kinds],
    label: { en: labelOf(key) },
    units: typeof value === 'object' ? [value.unit] : [],
    choices: [],
    version: 1,
  }
}

function widen(definition: FieldDefinition, value: FieldValue): FieldDefinition | null {
  const isFixed = definition.kind !== 'number' || definition.form !== undefined
  if (isFixed || typeof value !== 'object') return null
  if (definition.units.includes(value.unit) || definition.units.length >= unitsMax) return null
  return { ...definition, units: [...definition.units, value.unit] }
}

/** `screenSizeMax` reads "Screen size max". */
function labelOf(key: string): string {
  const words = key.replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
