import { accounts } from '../accounts.ts'

type Owner = { email: string; firstName: string; lastName: string }

// Out of the vendors' stories.
const names: Record<string, [firstName: string, lastName: string]> = {
  'hafen-und-holz': ['Silke', 'Petersen'],
  asagiri: ['Haruko', 'Nishida'],
  'linho-do-minho': ['Rita', 'Carvalho'],
  'north-pier-wool': ['Ina', 'Halcrow'],
  'papeterie-colombe': ['Amélie', 'Royer'],
  'halden-audio': ['Mikkel', 'Halden'],
  'redwood-trail': ['Luz', 'Herrera'],
  immergruen: ['Vroni', 'Lackner'],
  'little-harbour': ['Gwen', 'Pascoe'],
  'maison-garrigue': ['Bastien', 'Aubert'],
  'bayt-zafaran': ['Dalal', 'Al-Mutairi'],
}

/** Who owns a vendor: an account of the list that `npm start` prints, or one named after the vendor. */
export function ownerOf(vendorSlug: string): Owner {
  const listed = accounts.find(({ role, vendor }) => role === 'vendor_owner' && vendor === vendorSlug)
  if (listed !== undefined) return { email: listed.email, ...nameOf(listed.name) }
  const [firstName, lastName] = names[vendorSlug] ?? []
  if (firstName === undefined || lastName === undefined) throw new Error(`Nobody owns ${vendorSlug}`)
  return { email: `${vendorSlug}@rialto.example`, firstName, lastName }
}

export function nameOf(name: string): { firstName: string; lastName: string } {
  const [firstName = name, ...rest] = name.split(' ')
  return { firstName, lastName: rest.join(' ') }
}
