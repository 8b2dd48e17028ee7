import { listOwnOrders } from '@rialto/order-service/contract'
import { addLanguage, buttonClass } from '@rialto/ui'
import { getProfile } from '@rialto/user-service/contract'
import { type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { AccountFrame, Section, SignOutButton } from '../account/account-frame.tsx'
import { AddressText } from '../account/address-text.tsx'
import { accountMeta } from '../account/meta.ts'
import { withPictures } from '../account/order-facts.ts'
import { OrderList } from '../account/order-list.tsx'
import { personVisit, requiredOfPerson } from '../account/person.ts'
import { ShopLink } from '../parts/link.tsx'
import { useRoot, useSay } from '../texts.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/account', 'account.overview')

const newestMax = 3

export async function loader(args: LoaderFunctionArgs) {
  const visit = await personVisit(args)
  const [profile, orders] = await Promise.all([
    visit.api.call(getProfile, {}),
    visit.api.call(listOwnOrders, { limit: newestMax }),
  ])
  const place = { visit, request: args.request }
  const person = requiredOfPerson(profile, place)
  const { items, pagination } = requiredOfPerson(orders, place)
  return {
    name: person.firstName,
    email: person.email,
    address: person.addresses.find((one) => one.isDefault) ?? person.addresses[0] ?? null,
    orders: await withPictures(visit, items),
    orderCount: pagination.total,
  }
}

export default function Account() {
  const say = useSay()
  const { language } = useRoot()
  const { name, email, address, orders, orderCount } = useLoaderData<typeof loader>()
  return (
    <AccountFrame title={say('account.overview.hello', { name })} note={<bdi>{email}</bdi>}>
      <Section
        title={say('account.overview.newest')}
        aside={
          orderCount > orders.length ? (
            <More to="/account/orders" text={say('account.overview.all', { count: orderCount })} />
          ) : null
        }
      >
        {orders.length > 0 ? <OrderList orders={orders} /> : <NoOrders />}
      </Section>
      <Section
        title={say('account.overview.address')}
        aside={<More to="/account/addresses" text={say('account.addresses.change')} />}
      >
        {address ? (
          <AddressText address={address} />
        ) : (
          <p className="text-ink-2">{say('account.overview.noAddress')}</p>
        )}
      </Section>
      <form
        method="post"
        action={addLanguage(language, '/sign-out')}
        className="border-t border-stone pt-2 lg:hidden"
      >
        <SignOutButton />
      </form>
    </AccountFrame>
  )
}

function More({ to, text }: { to: string; text: string }) {
  return (
    <ShopLink
      to={to}
      className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4 hover:no-underline"
    >
      {text}
    </ShopLink>
  )
}

function NoOrders() {
  const say = useSay()
  return (
    <div className="grid justify-items-start gap-4 py-2">
      <p className="text-ink-2">{say('account.overview.noOrders')}</p>
      <ShopLink to="/" className={buttonClass('primary')}>
        {say('account.toMarket')}
      </ShopLink>
    </div>
  )
}
