import Type from 'typebox'
import { fullAddress, fullShipping, mergeMetadata } from '../params/apply.ts'
import { AddressParam, ClearableText, closed, Empty, MetadataParam, ShippingParam } from '../params/pieces.ts'
import type { CustomerRecord } from '../state/records.ts'

/** What can be said of a customer, at creation and later. */
export const CustomerFields = {
  address: Type.Optional(Type.Union([Empty, AddressParam])),
  balance: Type.Optional(Type.Integer()),
  description: Type.Optional(ClearableText),
  email: Type.Optional(Type.String({ maxLength: 512 })),
  invoice_settings: Type.Optional(
    Type.Object({ default_payment_method: Type.Optional(ClearableText) }, closed),
  ),
  metadata: Type.Optional(MetadataParam),
  name: Type.Optional(Type.String({ maxLength: 256 })),
  phone: Type.Optional(Type.String({ maxLength: 20 })),
  preferred_locales: Type.Optional(Type.Array(Type.String())),
  shipping: Type.Optional(Type.Union([Empty, ShippingParam])),
  tax_exempt: Type.Optional(Type.Union([Empty, Type.Enum(['none', 'exempt', 'reverse'])])),
}
const CustomerChange = Type.Object(CustomerFields)
export type CustomerChange = Type.Static<typeof CustomerChange>

type Changed = { -readonly [Field in keyof CustomerRecord]?: CustomerRecord[Field] }

/** The customer with what the request says; a field left out stays, an empty one is cleared. */
export function customerFields(known: CustomerRecord, change: CustomerChange): CustomerRecord {
  const fields: Changed = {}
  for (const name of ['description', 'email', 'name', 'phone'] as const) {
    const value = change[name]
    if (value !== undefined) fields[name] = value || null
  }
  if (change.address !== undefined)
    fields.address = change.address === '' ? null : fullAddress(change.address)
  if (change.balance !== undefined) fields.balance = change.balance
  if (change.metadata !== undefined) fields.metadata = mergeMetadata(known.metadata, change.metadata)
  if (change.preferred_locales !== undefined) fields.preferred_locales = change.preferred_locales
  if (change.shipping !== undefined)
    fields.shipping = change.shipping === '' ? null : fullShipping(change.shipping)
  if (change.tax_exempt !== undefined) fields.tax_exempt = change.tax_exempt || 'none'
  const method = change.invoice_settings?.default_payment_method
  if (method !== undefined) {
    fields.invoice_settings = {
      custom_fields: null,
      default_payment_method: method || null,
      footer: null,
      rendering_options: null,
    }
  }
  return { ...known, ...fields }
}
