import type { Visit } from '@rialto/visit'

export const currencies = ['EUR', 'USD', 'GBP', 'JPY', 'KWD'] as const
export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

export const currencyCookie = 'rialto_currency'
export const countryCookie = 'rialto_country'
export const themeCookie = 'rialto_theme'
export const bagCountCookie = 'rialto_bag_count'

const currencyDefault = 'EUR'
const countryDefault = 'DE'

/** What a visitor chose before, in this browser; where a person has an account, it is kept there too. */
export function readPreferences(visit: Visit) {
  const chosen = <T extends string>(name: string, among: readonly T[], otherwise: T): T =>
    among.find((one) => one === visit.cookie(name)) ?? otherwise
  const country = visit.cookie(countryCookie)
  const count = Number(visit.cookie(bagCountCookie))
  return {
    currency: chosen<string>(currencyCookie, currencies, currencyDefault),
    theme: chosen<Theme>(themeCookie, themes, 'system'),
    country: country && /^[A-Z]{2}$/.test(country) ? country : countryDefault,
    bagCount: Number.isInteger(count) && count > 0 ? count : 0,
  }
}
