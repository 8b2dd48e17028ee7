import { format } from '@rialto/money'
import type { Language } from '../../model.ts'
import ar from './texts/ar.json' with { type: 'json' }
import de from './texts/de.json' with { type: 'json' }
import en from './texts/en.json' with { type: 'json' }

const pictureWidth = 160

/** One text for each plural form that the language has. */
type Plural = { readonly [form: string]: string }
type Words = typeof en

/** The words of one language, and how it writes numbers, dates and money. */
export type Texts = {
  readonly language: Language
  readonly direction: 'ltr' | 'rtl'
  readonly words: Words
}

const all: Readonly<Record<Language, Texts>> = {
  en: { language: 'en', direction: 'ltr', words: en },
  de: { language: 'de', direction: 'ltr', words: de },
  ar: { language: 'ar', direction: 'rtl', words: ar },
}

export function textsOf(language: Language): Texts {
  return all[language]
}

type Formats = {
  readonly plural: Intl.PluralRules
  readonly date: Intl.DateTimeFormat
  readonly number: Intl.NumberFormat
}

const formats = new Map<Language, Formats>()

/** Kept, because making one costs a hundred times as much as using it. */
function formatsOf(language: Language): Formats {
  const known = formats.get(language)
  if (known) return known
  const made = {
    plural: new Intl.PluralRules(language),
    date: new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: 'UTC' }),
    number: new Intl.NumberFormat(language),
  }
  formats.set(language, made)
  return made
}

type Values = Readonly<Record<string, string | number>>

/**
 * Puts values into the places of a text. Where the language runs from right to left each value is isolated, so that a
 * Latin name or number does not turn the words around it over.
 */
export function fill(texts: Texts, text: string, values: Values): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = values[name]
    if (value === undefined) throw new Error(`The text "${text}" names ${place}, which is not given`)
    const shown = typeof value === 'number' ? formatNumber(texts, value) : value
    return texts.direction === 'rtl' ? `\u2068${shown}\u2069` : shown
  })
}

/** The same in the plural form of a count. */
export function fillCount(texts: Texts, plural: Plural, values: Values & { count: number }): string {
  const form = formatsOf(texts.language).plural.select(values.count)
  return fill(texts, plural[form] ?? plural['other'] ?? '', values)
}

/** One line without marks of direction and line breaks, for the subject. */
export function plainLine(text: string): string {
  return text
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}

export function formatDate(texts: Texts, time: string): string {
  return formatsOf(texts.language).date.format(new Date(time))
}

export function formatMoney(texts: Texts, amount: number, currency: string): string {
  return format({ amount: BigInt(amount), currency: currency as never }, texts.language)
}

function formatNumber(texts: Texts, value: number): string {
  return formatsOf(texts.language).number.format(value)
}

/** Where the links of a mail lead. English pages have no prefix. */
export type Links = ReturnType<typeof linksOf>

export function linksOf(publicUrl: string, language: Language) {
  const base = language === 'en' ? publicUrl : `${publicUrl}/${language}`
  const query = (path: string, name: string, value: string) =>
    `${base}/${path}?${new URLSearchParams({ [name]: value })}`
  return {
    track: (number: string) => query('orders/track', 'number', number),
    pay: (orderId: string) => `${base}/checkout/pay/${orderId}`,
    verifyEmail: (token: string) => query('verify-email', 'token', token),
    resetPassword: (token: string) => query('reset-password', 'token', token),
    signIn: () => `${base}/sign-in`,
    order: (orderId: string) => `${base}/account/orders/${orderId}`,
    chooseMails: () => `${base}/account/profile#mails`,
    /** A small picture of a line, from the hash or the address that the order keeps. */
    picture: (image: string | null) => pictureAddress(publicUrl, image),
  }
}

function pictureAddress(publicUrl: string, image: string | null): string | null {
  if (image === null) return null
  if (/^[0-9a-f]{64}$/.test(image)) return `${publicUrl}/media/${image}/${pictureWidth}.webp`
  return image.replace(/\/\d+\.webp$/, `/${pictureWidth}.webp`)
}
