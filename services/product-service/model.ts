import type { languages, productStates, taxClasses } from './contract/words.ts'

export type ProductStatus = (typeof productStates)[number]
export type Language = (typeof languages)[number]
export type TaxClass = (typeof taxClasses)[number]

/** Text by language; English is the fallback of the others. */
export type LocalText = { en: string; de?: string; ar?: string }

/** A value of a typed field. A number may carry its unit. */
export type FieldValue = string | number | boolean | { value: number; unit: string }
export type FieldValues = Readonly<Record<string, FieldValue>>

/** A number with a unit reads as one text, `1400 W`; everything else is what it is. */
export function plainValue(value: FieldValue): string | number | boolean {
  return typeof value === 'object' ? `${value.value} ${value.unit}` : value
}
