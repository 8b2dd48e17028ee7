import { addLanguage, type Language, Mark } from '@rialto/ui'
import { textsIn, useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

const column = 'mx-auto max-w-2xl px-4 py-16 md:py-24'
/** So much of the reference is enough to find it, and short enough to tell. */
const referenceCharacters = 12

export function NotFoundPage() {
  const say = useSay()
  const { categories } = useRoot()
  return (
    <section className={column}>
      <title>{`${say('shop.notFound.title')} · ${say('shop.name')}`}</title>
      <h1 className="display text-3xl">{say('shop.notFound.title')}</h1>
      <p className="mt-4 text-lg text-ink-2">{say('shop.notFound.text')}</p>
      <p className="mt-8 font-semibold">{say('shop.notFound.next')}</p>
      <ul className="mt-2 divide-y divide-stone border-y border-stone">
        {[
          { to: '/', name: say('shop.notFound.home') },
          ...categories.map(({ slug, name }) => ({ to: `/categories/${slug}`, name })),
        ].map(({ to, name }) => (
          <li key={to}>
            <ShopLink to={to} className="flex min-h-11 items-center text-lagoon hover:underline">
              {name}
            </ShopLink>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Says what happened, what was kept, what to do, and the number under which the logs know it. */
export function ErrorPage({ reference }: { reference?: string }) {
  const say = useSay()
  const root = useRoot()
  return (
    <section className={column}>
      <title>{`${say('shop.error.title')} · ${say('shop.name')}`}</title>
      <h1 className="display text-3xl">{say('shop.error.title')}</h1>
      <p className="mt-4 text-lg text-ink-2">{say('shop.error.text')}</p>
      <Reference say={say('shop.error.reference')} reference={reference ?? root.reference} />
      <p className="mt-8 flex flex-wrap gap-x-6">
        <ShopLink to={root.here} className="inline-flex min-h-11 items-center text-lagoon underline">
          {say('shop.error.again')}
        </ShopLink>
        <ShopLink to="/" className="inline-flex min-h-11 items-center text-lagoon underline">
          {say('shop.notFound.home')}
        </ShopLink>
      </p>
    </section>
  )
}

function Reference({ say, reference }: { say: string; reference: string }) {
  return (
    <p className="mt-6 border-s-2 border-border ps-4">
      {say}{' '}
      <span className="figures block text-lg font-semibold tracking-wide">
        <bdi>{reference.slice(0, referenceCharacters)}</bdi>
      </span>
    </p>
  )
}

/** The error page when nothing is known, not even the visitor's menu. */
export function BareErrorPage({ language }: { language: Language }) {
  const say = textsIn(language)
  return (
    <main className={column}>
      <title>{`${say('shop.error.title')} · ${say('shop.name')}`}</title>
      <Mark className="h-10 w-14" />
      <h1 className="display mt-8 text-3xl">{say('shop.error.title')}</h1>
      <p className="mt-4 text-lg text-ink-2">{say('shop.error.text')}</p>
      <a
        href={addLanguage(language, '/')}
        className="mt-6 inline-flex min-h-11 items-center text-lagoon underline"
      >
        {say('shop.notFound.home')}
      </a>
    </main>
  )
}
