import type { TextKey } from '../texts.ts'
import { type AddressFormat, formatOfOthers, formats } from './formats.ts'
import { regions } from './regions.ts'

export type FieldName = 'name' | 'street' | 'extra' | 'company' | 'postalCode' | 'city' | 'region' | 'phone'
/** An address as it was typed: every field is text, and kept whatever it says. */
export type TypedAddress = Readonly<Record<FieldName, string>> & { readonly country: string }
export type AddressProblem = { readonly text: TextKey; readonly example?: string }
export type AddressProblems = Partial<Record<FieldName, AddressProblem>>

type Address = {
  name: string
  company?: string
  lines: string[]
  city: string
  postalCode?: string
  region?: string
  country: string
  phone?: string
}

const fieldNames = ['name', 'street', 'extra', 'company', 'postalCode', 'city', 'region', 'phone'] as const
/** As many as the API takes. */
const charactersMax = { name: 200, street: 200, extra: 200, company: 200, city: 120, region: 80 } as const
const fieldOfLetter: Readonly<Record<string, FieldName>> = {
  S: 'street',
  P: 'postalCode',
  C: 'city',
  R: 'region',
}

export function formatOf(country: string): AddressFormat {
  return formats[country] ?? formatOfOthers
}

/** The fields of a country's address, row by row, as its people write them. */
export function rowsOf(country: string): FieldName[][] {
  return formatOf(country)
    .rows.split('|')
    .map((row) => row.split(' ').flatMap((letter) => fieldOfLetter[letter] ?? []))
}

/** The parts of a country to choose from; null where its people type the name, or have none. */
export function regionsOf(country: string): readonly (readonly [string, string])[] | null {
  const list = formatOf(country).region?.list
  return list === undefined ? null : regions[list]
}

/** Reads what was typed into the fields of an address. */
export function readTyped(form: { get(name: string): unknown }, otherwise: string): TypedAddress {
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 400)
  const country = text('country')
  const fields = Object.fromEntries(fieldNames.map((name) => [name, text(name)]))
  return { ...(fields as TypedAddress), country: /^[A-Z]{2}$/.test(country) ? country : otherwise }
}

/** What was stored, as it stands in the fields. */
export function typedFrom(address: Address | null, country: string): TypedAddress {
  const [street = '', ...more] = address?.lines ?? []
  return {
    name: address?.name ?? '',
    street,
    extra: more.join(', '),
    company: address?.company ?? '',
    postalCode: address?.postalCode ?? '',
    city: address?.city ?? '',
    region: address?.region ?? '',
    phone: address?.phone ?? '',
    country: address?.country ?? country,
  }
}

/** What is wrong with an address, field by field; nothing when it can be sent to. */
export function problemsOf(typed: TypedAddress): AddressProblems {
  const format = formatOf(typed.country)
  const shown = new Set(rowsOf(typed.country).flat())
  const problems: AddressProblems = {}
  const need = (field: FieldName, text: TextKey) => {
    if (typed[field].trim() === '') problems[field] = { text }
  }
  need('name', 'checkout.problem.name')
  need('street', 'checkout.problem.street')
  if (shown.has('city')) need('city', 'checkout.problem.city')
  if (shown.has('region') && format.region?.isOptional !== true) need('region', 'checkout.problem.region')
  const postal = postalProblem(typed, format)
  if (postal) problems.postalCode = postal
  const phone = latinFigures(typed.phone).trim()
  if (phone !== '' && !/^\+?[0-9][0-9 ()/.-]{3,29}$/.test(phone)) {
    problems.phone = { text: 'checkout.problem.phone' }
  }
  for (const [field, max] of Object.entries(charactersMax) as [FieldName, number][]) {
    if (typed[field].trim().length > max) problems[field] = { text: 'checkout.problem.long' }
  }
  return problems
}

function postalProblem({ postalCode }: TypedAddress, { postal }: AddressFormat): AddressProblem | undefined {
  if (!postal) return undefined
  const code = tidyPostalCode(postalCode)
  const { example } = postal
  if (code === '') return postal.isOptional ? undefined : { text: 'checkout.problem.postalMissing', example }
  return new RegExp(`^${postal.pattern}$`).test(code)
    ? undefined
    : { text: 'checkout.problem.postal', example }
}

function tidyPostalCode(typed: string): string {
  return latinFigures(typed).trim().replace(/\s+/g, ' ').toUpperCase()
}

/** Figures of other scripts are figures too: an Arabic keyboard writes ١٠١١٥. */
function latinFigures(typed: string): string {
  return typed.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (figure) => String(figure.charCodeAt(0) & 0xf))
}

/** The address as the API takes it. Fields that the country does not have are left out. */
export function toAddress(typed: TypedAddress): Address {
  const shown = new Set(rowsOf(typed.country).flat())
  const optional = (name: 'company' | 'phone' | 'region' | 'postalCode', value: string) =>
    value === '' ? {} : { [name]: value }
  return {
    name: typed.name.trim(),
    lines: [typed.street, typed.extra].map((line) => line.trim()).filter((line) => line !== ''),
    city: formatOf(typed.country).city ?? typed.city.trim(),
    country: typed.country,
    ...optional('company', typed.company.trim()),
    ...optional('phone', latinFigures(typed.phone).trim()),
    ...(shown.has('region') ? optional('region', typed.region.trim()) : {}),
    ...(shown.has('postalCode') ? optional('postalCode', tidyPostalCode(typed.postalCode)) : {}),
  }
}

/** An address as it stands on a parcel of its country, line by line. */
export function writeAddress(address: Address): string[] {
  const values: Readonly<Record<string, string | undefined>> = {
    street: address.lines.join(', '),
    postalCode: address.postalCode,
    city: address.city,
    region: address.region,
  }
  const rows = rowsOf(address.country).map((row) => row.flatMap((field) => values[field] ?? []).join(' '))
  return [address.name, address.company ?? '', ...rows].filter((line) => line !== '')
}
