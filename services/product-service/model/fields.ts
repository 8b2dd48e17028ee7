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
    return problem ? [{ path: `${at.path}/${key}`, ...problem }] : []
  })
}

type Told = Omit<FieldProblem, 'path'>

function findProblem(
  value: FieldValue,
  definition: FieldDefinition | undefined,
  at: FieldPlace,
): Told | null {
  if (!definition) return { problem: 'is not a defined field', code: 'FIELD_NOT_DEFINED' }
  const { place, kind, choices } = definition
  if (place !== at) return { problem: `belongs into ${place}`, code: 'WRONG_PLACE', values: { place } }
  switch (kind) {
    case 'text':
      if (typeof value !== 'string') return wrongType('text', 'string')
      return definition.form === 'date' && !isDate(value)
        ? wrongType('a date such as 2027-01-31', 'date')
        : null
    case 'boolean':
      return typeof value === 'boolean' ? null : wrongType('true or false', 'boolean')
    case 'enum': {
      const allowed = choices.join(', ')
      return typeof value === 'string' && choices.includes(value)
        ? null
        : { problem: `must be one of: ${allowed}`, code: 'NOT_ALLOWED', values: { allowed } }
    }
    case 'number':
      return findNumberProblem(value, definition)
  }
}

function findNumberProblem(value: FieldValue, definition: FieldDefinition): Told | null {
  const isWhole = definition.form !== 'integer' || Number.isSafeInteger(value)
  if (typeof value === 'number') return isWhole ? null : wrongType('a whole number', 'integer')
  if (typeof value !== 'object') return wrongType('a number', 'number')
  if (definition.units.includes(value.unit)) return null
  const units = definition.units.join(', ')
  return { problem: `must be measured in ${units || 'no unit'}`, code: 'WRONG_UNIT', values: { units } }
}

function wrongType(named: string, type: string): Told {
  return { problem: `must be ${named}`, code: 'WRONG_TYPE', values: { type } }
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
