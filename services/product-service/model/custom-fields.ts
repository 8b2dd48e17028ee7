import type { NamedField } from '@rialto/core'
import type { FieldValues } from '../model.ts'
import type { FieldDefinition } from './fields.ts'

/** The dot between the extension and its field: no key that people define has one. */
const mark = '.'

const kinds = {
  text: { kind: 'text' },
  integer: { kind: 'number', form: 'integer' },
  boolean: { kind: 'boolean' },
  date: { kind: 'text', form: 'date' },
  choice: { kind: 'enum' },
} as const

/** A field of an extension as the catalogue knows typed fields. Extensions are installed, so no marketplace stores them. */
export function definitionOf({ name, kind, label, choices = [] }: NamedField): FieldDefinition {
  return { key: name, place: 'metadata', label, units: [], choices, version: 1, ...kinds[kind] }
}

/**
 * The values that must be judged: those of extensions that are off now stay as they were, so that whoever edits another
 * part of the product is not stopped by them.
 */
export function valuesToJudge(values: FieldValues, before: FieldValues): FieldValues {
  const isKept = (key: string, value: unknown) =>
    key.includes(mark) && JSON.stringify(before[key]) === JSON.stringify(value)
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => !isKept(key, value)))
}
