import { TextField } from '@rialto/ui'
import type { ReactNode } from 'react'
import { type TypedAddress, writeAddress } from '../addresses/address.ts'
import type { Basket } from '../checkout/basket.ts'
import { newAddress } from '../checkout/form.ts'
import type { Sent } from '../checkout/place-order.ts'
import type { Buyer } from '../checkout/save-choices.ts'
import { useSay } from '../texts.ts'
import { AddressFields } from './address-fields.tsx'
import { DeliveryChoice } from './delivery-choice.tsx'
import { ShopLink } from './link.tsx'

type Props = {
  readonly basket: Basket
  readonly buyer: Buyer | null
  readonly fields: { readonly email: string; readonly typed: TypedAddress; readonly addressId: string }
  readonly errors: Readonly<Record<string, string>>
  readonly short: Sent['short']
}

const refresh = { name: 'intent', value: 'refresh' }

/** Contact, address, delivery: all that a parcel needs, and nothing else. */
export function CheckoutFields({ basket, buyer, fields, errors, short }: Props) {
  const say = useSay()
  return (
    <div className="grid content-start gap-10">
      {/* First in the form: Enter in a field keeps what was typed and shows the price for it. It never orders. */}
      <button type="submit" {...refresh} className="sr-only" tabIndex={-1} aria-hidden="true">
        {say('checkout.refresh')}
      </button>
      <Section id="contact" title={say('checkout.contact.title')}>
        <TextField
          name="email"
          type="email"
          dir="ltr"
          label={say('checkout.field.email')}
          hint={say('checkout.field.email.hint')}
          defaultValue={fields.email}
          error={errors['email']}
          autoComplete="email"
          maxLength={320}
          aria-required
        />
        {buyer === null ? (
          <p className="text-sm text-ink-2">
            {say('checkout.contact.guest')}{' '}
            <ShopLink to="/sign-in?back=%2Fcheckout" className="text-lagoon underline underline-offset-4">
              {say('shop.header.signIn')}
            </ShopLink>
          </p>
        ) : null}
      </Section>
      <Section id="address" title={say('checkout.address.title')} isLive>
        <AddressChoice {...{ buyer, fields, errors }} />
      </Section>
      <Section id="delivery" title={say('checkout.delivery.title')} isLive>
        <div>
          {basket.parts.map((part) => (
            <DeliveryChoice key={part.vendorId} part={part} currency={basket.currency} short={short} />
          ))}
        </div>
      </Section>
    </div>
  )
}

type SectionProps = {
  readonly id: string
  readonly title: string
  readonly isLive?: boolean
  readonly children: ReactNode
}

/** `isLive` parts follow the choices made elsewhere in the form. */
function Section({ id, title, isLive = false, children }: SectionProps) {
  return (
    <section aria-labelledby={`${id}-title`} className="grid gap-4" {...(isLive ? { 'data-live': id } : {})}>
      <h2 id={`${id}-title`} className="display text-xl">
        {title}
      </h2>
      {children}
    </section>
  )
}

/** A saved address, or the fields of another one, which show when that is chosen: by CSS, without script. */
function AddressChoice({ buyer, fields, errors }: Pick<Props, 'buyer' | 'fields' | 'errors'>) {
  const say = useSay()
  const saved = buyer?.saved ?? []
  const { typed, addressId } = fields
  if (saved.length === 0) return <AddressFields {...{ typed, errors, refresh }} />
  const choice = (value: string, children: ReactNode) => (
    <label
      key={value}
      className="flex min-h-11 cursor-pointer items-start gap-3 rounded-control border border-border bg-raised px-4 py-3 has-[:checked]:border-lagoon has-[:checked]:outline-1 has-[:checked]:outline-lagoon"
    >
      <input
        type="radio"
        name="addressId"
        value={value}
        defaultChecked={value === addressId}
        className="mt-0.5 size-5 shrink-0 accent-lagoon"
        {...(value === newAddress ? { 'data-new-address': '' } : { 'data-refresh': '' })}
      />
      <span>{children}</span>
    </label>
  )
  return (
    <div className="group/address grid gap-3">
      <fieldset className="grid gap-2">
        <legend className="sr-only">{say('checkout.address.choose')}</legend>
        {saved.map((one) => choice(one.addressId, writeAddress(one.address).join(', ')))}
        {choice(newAddress, say('checkout.address.other'))}
      </fieldset>
      <div className="hidden pt-2 group-has-[[data-new-address]:checked]/address:block">
        <AddressFields {...{ typed, errors, refresh }} />
      </div>
    </div>
  )
}
