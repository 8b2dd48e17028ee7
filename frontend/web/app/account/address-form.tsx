import { Button, buttonClass, CheckField } from '@rialto/ui'
import type { TypedAddress } from '../addresses/address.ts'
import { AddressFields } from '../parts/address-fields.tsx'
import { ShopLink } from '../parts/link.tsx'
import { useSay } from '../texts.ts'

type Props = {
  readonly open: {
    readonly addressId: string
    readonly version: number
    readonly isDefault: boolean
    readonly typed: TypedAddress
  }
  readonly formKey: string
  readonly isNew: boolean
  /** The only address, or the default one already: there is nothing to tick. */
  readonly isFirst: boolean
  readonly errors: Readonly<Record<string, string>>
}

export function AddressForm({ open, formKey, isNew, isFirst, errors }: Props) {
  const say = useSay()
  return (
    <section aria-labelledby="address-form" className="grid max-w-xl gap-4">
      <h2 id="address-form" className="text-lg font-semibold">
        {say(isNew ? 'account.addresses.add' : 'account.addresses.edit')}
      </h2>
      <form method="post" className="grid gap-4">
        {/* The first button of a form is the one that Enter presses. */}
        <Button name="intent" value="save" className="sr-only" tabIndex={-1} aria-hidden="true">
          {say('account.save')}
        </Button>
        <input type="hidden" name="addressId" value={open.addressId} />
        <input type="hidden" name="version" value={open.version} />
        <input type="hidden" name="key" value={formKey} />
        <AddressFields
          typed={open.typed}
          errors={errors}
          refresh={{ name: 'intent', value: 'country', text: 'account.addresses.country' }}
        />
        {isFirst ? (
          <input type="hidden" name="isDefault" value="on" />
        ) : (
          <CheckField
            name="isDefault"
            label={say('account.addresses.useFirst')}
            defaultChecked={open.isDefault}
          />
        )}
        <div className="flex flex-wrap gap-3">
          <Button name="intent" value="save">
            {say('account.save')}
          </Button>
          <ShopLink to="/account/addresses" className={buttonClass('quiet')}>
            {say('account.leave')}
          </ShopLink>
        </div>
      </form>
    </section>
  )
}
