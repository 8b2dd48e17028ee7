/** What names a person, as it lies encrypted in the row of kind `person`. */
export type Person = { email: string; firstName: string; lastName: string; phone: string | null }

export type Preferences = { language: 'en' | 'de' | 'ar'; currency: string | null; marketing: boolean }

/** A postal address, as it lies encrypted in a row of kind `address`. */
export type Address = {
  name: string
  company?: string
  lines: string[]
  city: string
  postalCode?: string
  region?: string
  country: string
  phone?: string
}

/** Two spellings of one mailbox are one account: blanks around it and capitals do not count (INV-1). */
export function normaliseEmail(text: string): string {
  return text.normalize('NFC').trim().toLowerCase()
}

/** Blanks around and between the words of a name become single ones. */
export function normaliseText(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ')
}

/** The digits of a phone number, with the plus sign when it begins with one. */
export function normalisePhone(text: string): string {
  const digits = text.replace(/\D/g, '')
  return text.trim().startsWith('+') ? `+${digits}` : digits
}

/** Cleans the parts of an address that are there. */
export function normaliseAddress<A extends Partial<Address>>(address: A): A {
  const clean: Partial<Address> = { ...address }
  for (const field of ['name', 'company', 'city', 'postalCode', 'region'] as const) {
    const text = clean[field]
    if (text !== undefined) clean[field] = normaliseText(text)
  }
  if (clean.lines) clean.lines = clean.lines.map(normaliseText)
  if (clean.phone !== undefined) clean.phone = normalisePhone(clean.phone)
  return clean as A
}

const browsers = [
  ['Edg', 'Edge'],
  ['OPR', 'Opera'],
  ['Firefox', 'Firefox'],
  ['Chrome', 'Chrome'],
  ['Safari', 'Safari'],
] as const
const systems = [
  ['Android', 'Android'],
  ['iPhone', 'iPhone'],
  ['iPad', 'iPad'],
  ['Windows', 'Windows'],
  ['Mac OS X', 'macOS'],
  ['Linux', 'Linux'],
] as const

/** A coarse name of the device, for the list of sessions. The text of the header itself is not kept. */
export function deviceOf(userAgent: string | undefined): string {
  const find = (names: readonly (readonly [string, string])[]) =>
    names.find(([mark]) => userAgent?.includes(mark))?.[1]
  const browser = find(browsers)
  const system = find(systems)
  if (browser && system) return `${browser} on ${system}`
  return browser ?? system ?? 'Unknown device'
}
