import { type Language, localeOf } from '@rialto/ui'
import { formats } from './formats.ts'

/** Countries with a format, and the one that is chosen already, by their names in a language. */
export function countriesIn(language: Language, chosen: string): { value: string; label: string }[] {
  const names = new Intl.DisplayNames(localeOf(language), { type: 'region' })
  const collator = new Intl.Collator(localeOf(language))
  return [...new Set([...Object.keys(formats), chosen])]
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .sort((a, b) => collator.compare(a.label, b.label))
}

/** The name of one country. */
export function countryName(language: Language, country: string): string {
  return new Intl.DisplayNames(localeOf(language), { type: 'region' }).of(country) ?? country
}
