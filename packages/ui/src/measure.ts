import type { Language } from './language.ts'
import { localeOf } from './texts.ts'

/** Units that every language has a word or a sign of its own for. The others are signs that all read alike. */
const units: Readonly<Record<string, string>> = {
  ...{ years: 'year', months: 'month', weeks: 'week', days: 'day', h: 'hour', min: 'minute', s: 'second' },
  ...{ kg: 'kilogram', g: 'gram', l: 'liter', ml: 'milliliter', lb: 'pound', oz: 'ounce' },
  ...{ km: 'kilometer', m: 'meter', cm: 'centimeter', mm: 'millimeter', in: 'inch', ft: 'foot' },
  ...{ '°C': 'celsius', '°F': 'fahrenheit', '%': 'percent', GB: 'gigabyte', MB: 'megabyte', TB: 'terabyte' },
}
/** These are written out: their signs are known to few. */
const written = new Set(['year', 'month', 'week', 'day'])

/** Whether a unit reads differently from language to language. */
export function isSpokenUnit(unit: string): boolean {
  return Object.hasOwn(units, unit)
}

/** A number with its unit as a language writes them: `2 years`, `2 Jahre`; `350 ml`, `350 ملتر`. */
export function formatMeasure(value: number, unit: string, language: Language): string {
  const spoken = isSpokenUnit(unit) ? units[unit] : undefined
  // English is what vendors write: there signs stay as they are.
  const known = language !== 'en' || written.has(spoken ?? '') ? spoken : undefined
  const style: Intl.NumberFormatOptions =
    known === undefined
      ? {}
      : { style: 'unit', unit: known, unitDisplay: written.has(known) ? 'long' : 'short' }
  const number = new Intl.NumberFormat(localeOf(language), { maximumFractionDigits: 3, ...style }).format(
    value,
  )
  return known === undefined ? `${number} ${unit}`.trim() : number
}
