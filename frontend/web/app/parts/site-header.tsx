import { Icon, languageNames, Mark } from '@rialto/ui'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'
import { SearchForm } from './search-form.tsx'

const plainLink =
  'inline-flex min-h-11 items-center rounded-control hover:underline hover:underline-offset-8 hover:decoration-1 aria-[current]:underline aria-[current]:underline-offset-8'
const iconLink = 'inline-flex min-h-11 min-w-11 items-center justify-center gap-2 rounded-control'

/** Who we are, what you look for, who you are, what you carry. The categories wait in a second, quiet row. */
export function SiteHeader() {
  const say = useSay()
  return (
    <header className="border-b border-stone bg-paper">
      <div className="mx-auto grid max-w-7xl grid-cols-[auto_1fr_auto] items-center gap-x-2 px-4 pt-2 pb-3 md:gap-x-6 md:px-8 md:py-3 lg:gap-x-10">
        <div className="flex items-center gap-1">
          <PhoneMenu />
          <ShopLink to="/" className="inline-flex min-h-11 items-center gap-2.5">
            <Mark />
            <span className="display text-xl">{say('shop.name')}</span>
          </ShopLink>
        </div>
        <div className="order-last col-span-3 mt-1 md:order-none md:col-span-1 md:mt-0">
          <SearchForm />
        </div>
        <div className="col-start-3 flex items-center justify-end md:col-start-auto lg:gap-5">
          <AccountLink />
          <BagLink />
        </div>
      </div>
      <CategoryRow />
    </header>
  )
}

function AccountLink() {
  const say = useSay()
  const { isSignedIn, here } = useRoot()
  const to = isSignedIn ? '/account' : `/sign-in?back=${encodeURIComponent(here)}`
  return (
    <ShopLink to={to} className={iconLink}>
      <Icon name="person" />
      <span className="sr-only lg:not-sr-only">
        {say(isSignedIn ? 'shop.header.account' : 'shop.header.signIn')}
      </span>
    </ShopLink>
  )
}

function BagLink() {
  const say = useSay()
  const { bagCount } = useRoot()
  return (
    <ShopLink to="/bag" className={iconLink}>
      <span className="sr-only">{say('shop.header.bagCount', { count: bagCount })}</span>
      <span className="relative">
        <Icon name="bag" />
        {bagCount > 0 ? (
          <span
            aria-hidden="true"
            className="figures absolute -end-2 -top-1.5 grid h-[1.125rem] min-w-[1.125rem] place-items-center rounded-full bg-lagoon px-1 text-xs leading-none font-semibold text-on-lagoon"
          >
            {bagCount > 99 ? '99+' : bagCount}
          </span>
        ) : null}
      </span>
      <span aria-hidden="true" className="hidden ps-1 lg:inline">
        {say('shop.header.bag')}
      </span>
    </ShopLink>
  )
}

function CategoryRow() {
  const say = useSay()
  const { categories, here, language, currency } = useRoot()
  const path = here.split('?')[0]
  return (
    <div className="mx-auto hidden max-w-7xl items-center justify-between gap-6 px-8 pb-1 md:flex">
      <nav aria-label={say('shop.header.categories')} className="min-w-0">
        <ul className="-m-1 flex gap-x-4 overflow-x-auto p-1 text-sm whitespace-nowrap [scrollbar-width:none] lg:flex-wrap lg:overflow-visible xl:gap-x-6">
          {categories.map(({ id, slug, name }) => (
            <li key={id}>
              <ShopLink
                to={`/categories/${slug}`}
                aria-current={path === `/categories/${slug}` ? 'page' : undefined}
                className={plainLink}
              >
                {name}
              </ShopLink>
            </li>
          ))}
          <li>
            <ShopLink
              to="/vendors"
              aria-current={path === '/vendors' ? 'page' : undefined}
              className={plainLink}
            >
              {say('shop.header.stalls')}
            </ShopLink>
          </li>
        </ul>
      </nav>
      <a href="#preferences" className={`${plainLink} shrink-0 gap-2 text-sm text-ink-2 max-xl:hidden`}>
        <span className="sr-only">{say('shop.preferences.title')}: </span>
        {languageNames[language]} · {currency}
      </a>
    </div>
  )
}

function PhoneMenu() {
  const say = useSay()
  const { categories } = useRoot()
  const entries = [
    ...categories.map(({ slug, name }) => ({ to: `/categories/${slug}`, name })),
    { to: '/vendors', name: say('shop.header.stalls') },
    { to: '/orders/track', name: say('shop.footer.track') },
  ]
  return (
    <details data-menu className="group -ms-2 md:hidden">
      <summary className={`${iconLink} list-none [&::-webkit-details-marker]:hidden`}>
        <span className="sr-only">{say('shop.header.menu')}</span>
        <svg viewBox="0 0 24 24" aria-hidden="true" className="size-6 fill-none stroke-current stroke-[1.5]">
          <path d="M4 7h16M4 12h16M4 17h16" strokeLinecap="round" className="group-open:hidden" />
          <path d="M5 5l14 14M19 5 5 19" strokeLinecap="round" className="hidden group-open:block" />
        </svg>
      </summary>
      <nav
        aria-label={say('shop.header.menu')}
        className="absolute inset-x-0 z-40 border-y border-stone bg-raised px-4 py-2 shadow-raised"
      >
        <ul className="divide-y divide-stone">
          {entries.map(({ to, name }) => (
            <li key={to}>
              <ShopLink to={to} className="display flex min-h-12 items-center justify-between text-lg">
                {name}
                <Icon name="arrow" className="size-4 text-ink-2" />
              </ShopLink>
            </li>
          ))}
          <li>
            <a href="#preferences" className="flex min-h-12 items-center text-ink-2">
              {say('shop.preferences.title')}
            </a>
          </li>
        </ul>
      </nav>
    </details>
  )
}
