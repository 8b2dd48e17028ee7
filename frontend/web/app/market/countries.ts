import { type Language, localeOf } from '@rialto/ui'

/** Countries that a visitor can choose to see delivery for; every other one is asked for in the checkout. */
const codes =
  'AE AR AT AU BE BG BH BR CA CH CL CN CO CY CZ DE DK EE EG ES FI FR GB GR HK HR HU ID IE IL IN IS IT JO JP KE KR KW LB LI LT LU LV MA MT MX MY NG NL NO NZ OM PE PH PL PT QA RO RS SA SE SG SI SK TH TN TR TW UA US VN ZA'.split(
    ' ',
  )

/** What a country is called in a language; its code where nobody knows. */
export function countryName(code: string, language: Language): string {
  return new Intl.DisplayNames([localeOf(language)], { type: 'region' }).of(code) ?? code
}

/** What a currency is called in a language, with its code. */
export function currencyName(code: string, language: Language): string {
  const name = new Intl.DisplayNames([localeOf(language)], { type: 'currency' }).of(code)
  return name === undefined ? code : `${name} (${code})`
}

const known = new Map<Language, readonly { value: string; label: string }[]>()

/** The countries of the preferences, in the order of the language's alphabet. */
export function countryOptions(language: Language): readonly { value: string; label: string }[] {
  const options =
    known.get(language) ??
    codes
      .map((value) => ({ value, label: countryName(value, language) }))
      .toSorted((left, right) => left.label.localeCompare(right.label, localeOf(language)))
  known.set(language, options)
  return options
}
