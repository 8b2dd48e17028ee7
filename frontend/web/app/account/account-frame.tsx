import { addLanguage, Icon, type IconName } from '@rialto/ui'
import type { ReactNode } from 'react'
import { ShopLink } from '../parts/link.tsx'
import { useRoot, useSay } from '../texts.ts'

const places = [
  { to: '/account', icon: 'person', key: 'account.overview.title' },
  { to: '/account/orders', icon: 'box', key: 'account.orders.title' },
  { to: '/account/addresses', icon: 'truck', key: 'account.addresses.title' },
  { to: '/account/profile', icon: 'info', key: 'account.profile.title' },
] as const satisfies readonly { to: string; icon: IconName; key: string }[]

/** Pages of the account: the places at the side, on phones above, and one page's content. */
export function AccountFrame({
  title,
  note,
  children,
}: {
  title: ReactNode
  note?: ReactNode
  children: ReactNode
}) {
  const say = useSay()
  return (
    <div className="mx-auto grid w-full max-w-7xl grid-cols-[minmax(0,1fr)] gap-6 px-4 pt-3 pb-8 md:px-8 md:pt-8 md:pb-12 lg:grid-cols-[13rem_minmax(0,1fr)] lg:gap-16">
      <nav aria-label={say('account.nav')} className="lg:pt-2">
        <Places />
      </nav>
      <div className="grid min-w-0 grid-cols-[minmax(0,1fr)] content-start gap-6 md:gap-8">
        <header className="grid gap-2">
          <h1 className="display text-2xl md:text-3xl">{title}</h1>
          {note ? <div className="text-ink-2">{note}</div> : null}
        </header>
        {children}
      </div>
    </div>
  )
}

function Places() {
  const say = useSay()
  const { language, here } = useRoot()
  const path = here.split('?')[0] ?? here
  return (
    <>
      <ul className="-mx-4 flex overflow-x-auto border-b border-stone px-1 md:-mx-8 md:px-5 lg:mx-0 lg:grid lg:gap-1 lg:overflow-visible lg:border-0 lg:px-0">
        {places.map(({ to, icon, key }) => {
          const isHere = to === '/account' ? path === to : path.startsWith(to)
          return (
            <li key={to} className="shrink-0">
              <ShopLink
                to={to}
                aria-current={path === to ? 'page' : isHere ? 'true' : undefined}
                className="flex min-h-11 items-center gap-3 border-b-2 border-transparent px-3 text-ink-2 hover:text-ink aria-[current]:border-lagoon aria-[current]:font-semibold aria-[current]:text-ink lg:rounded-control lg:border-b-0 lg:aria-[current]:bg-stone"
              >
                <Icon name={icon} className="hidden size-5 lg:block" />
                {say(key)}
              </ShopLink>
            </li>
          )
        })}
      </ul>
      <form
        method="post"
        action={addLanguage(language, '/sign-out')}
        className="hidden border-t border-stone pt-3 lg:mt-3 lg:block"
      >
        <SignOutButton />
      </form>
    </>
  )
}

/** On phones the way out stands at the end of the overview, not beside what is tapped every day. */
export function SignOutButton() {
  const say = useSay()
  return (
    <button
      type="submit"
      className="flex min-h-11 w-full items-center gap-3 rounded-control px-3 text-ink-2 hover:text-ink"
    >
      <Icon name="arrow" className="size-5" />
      {say('account.signOut')}
    </button>
  )
}

/** One section of a page of the account: a heading with a rule, and what belongs to it. */
export function Section({
  id,
  title,
  aside,
  children,
}: {
  id?: string
  title: string
  aside?: ReactNode
  children: ReactNode
}) {
  return (
    <section {...(id ? { id } : {})} className="grid scroll-mt-24 gap-4">
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 border-b border-stone pb-2">
        <h2 className="text-lg font-semibold">{title}</h2>
        {aside}
      </div>
      {children}
    </section>
  )
}
