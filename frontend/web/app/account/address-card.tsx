import type { listAddresses } from '@rialto/user-service/contract'
import { ShopLink } from '../parts/link.tsx'
import { useSay } from '../texts.ts'
import { AddressText } from './address-text.tsx'

export type SavedAddress = NonNullable<(typeof listAddresses)['types']>['output']['items'][number]

const actionClass =
  'inline-flex min-h-11 items-center text-lagoon underline underline-offset-4 hover:no-underline'

/** One saved address and what can be done with it. Deleting can be taken back, so nobody is asked before. */
export function AddressCard({ address }: { address: SavedAddress }) {
  const say = useSay()
  const { addressId, version, isDefault, name } = address
  return (
    <li className="flex flex-col justify-between gap-4 rounded-card border border-stone bg-raised p-5">
      <div className="grid gap-2">
        {isDefault ? (
          <p className="text-sm font-semibold text-lagoon">{say('account.addresses.default')}</p>
        ) : null}
        <AddressText address={address} />
      </div>
      <div className="flex flex-wrap items-center gap-x-5">
        <ShopLink
          to={`/account/addresses?edit=${addressId}`}
          aria-label={say('account.addresses.editOf', { name })}
          className={actionClass}
        >
          {say('account.addresses.edit')}
        </ShopLink>
        {isDefault ? null : (
          <form method="post">
            <input type="hidden" name="intent" value="default" />
            <input type="hidden" name="addressId" value={addressId} />
            <input type="hidden" name="version" value={version} />
            <button
              type="submit"
              className={actionClass}
              aria-label={say('account.addresses.makeDefaultOf', { name })}
            >
              {say('account.addresses.makeDefault')}
            </button>
          </form>
        )}
        <form method="post">
          <input type="hidden" name="intent" value="delete" />
          <input type="hidden" name="addressId" value={addressId} />
          <button
            type="submit"
            className={actionClass}
            aria-label={say('account.addresses.deleteOf', { name })}
          >
            {say('account.addresses.delete')}
          </button>
        </form>
      </div>
    </li>
  )
}
