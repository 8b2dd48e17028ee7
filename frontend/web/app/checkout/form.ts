import { newId } from '@rialto/core'
import type { TypedAddress } from '../addresses/address.ts'
import { problemsOf, readTyped, toAddress } from '../addresses/address.ts'
import type { Bag } from '../bag.ts'
import type { Say } from '../texts.ts'
import { readSeen, type Seen } from './changes.ts'

/** The address of the form itself, beside those that a person has saved. */
export const newAddress = 'new'

type Address = NonNullable<Bag['shippingAddress']>
export type SavedAddress = { readonly addressId: string; readonly address: Address }

/** What came with the form of the checkout, as it was typed. */
export type CheckoutForm = {
  readonly intent: string
  readonly email: string
  readonly typed: TypedAddress
  /** A saved address, or `new` for what was typed. */
  readonly addressId: string
  readonly shipping: readonly { readonly vendorId: string; readonly methodId: string }[]
  readonly code: string
  readonly removeCode: string
  /** A line and how many of it to keep: `<line id>:<quantity>`. */
  readonly fit: string
  readonly key: string
  readonly seen: Seen | null
}

const shippingField = 'shipping.'

export function shippingName(vendorId: string): string {
  return `${shippingField}${vendorId}`
}

export function readForm(form: FormData, country: string): CheckoutForm {
  const text = (name: string) => String(form.get(name) ?? '').slice(0, 400)
  const key = text('key')
  return {
    intent: text('intent'),
    email: text('email'),
    typed: readTyped(form, country),
    addressId: text('addressId') === '' ? newAddress : text('addressId'),
    shipping: [...form.entries()].flatMap(([name, value]) =>
      name.startsWith(shippingField)
        ? [{ vendorId: name.slice(shippingField.length), methodId: String(value) }]
        : [],
    ),
    code: text('code').trim().toUpperCase().slice(0, 40),
    removeCode: text('removeCode'),
    fit: text('fit'),
    key: /^[\w-]{8,80}$/.test(key) ? key : newId(),
    seen: readSeen(String(form.get('seen') ?? '')),
  }
}

const emailPattern = /^[^\s@]{1,64}@[^\s@.]+(\.[^\s@.]+)+$/

/** What is wrong with the fields, in words, by the name of the field. */
export function fieldErrors(form: CheckoutForm, say: Say): Record<string, string> {
  const errors: Record<string, string> = {}
  const email = form.email.trim()
  if (email === '') errors['email'] = say('checkout.problem.email')
  else if (!emailPattern.test(email) || email.length > 320)
    errors['email'] = say('checkout.problem.emailWrong')
  if (form.addressId !== newAddress) return errors
  for (const [field, problem] of Object.entries(problemsOf(form.typed))) {
    errors[field] = say(problem.text, { example: problem.example ?? '' })
  }
  return errors
}

/** The address that the form names; null while what was typed is not one. */
export function chosenAddress(form: CheckoutForm, saved: readonly SavedAddress[]): Address | null {
  const known = saved.find((one) => one.addressId === form.addressId)
  if (known) return known.address
  return Object.keys(problemsOf(form.typed)).length === 0 ? toAddress(form.typed) : null
}
