import { useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

export function NotFoundPage() {
  const say = useSay()
  return (
    <section className="mx-auto max-w-xl px-4 py-24">
      <h1 className="display text-3xl">{say('shop.notFound.title')}</h1>
      <p className="mt-4 text-ink-2">{say('shop.notFound.text')}</p>
      <ShopLink to="/" className="mt-6 inline-block text-lagoon underline">
        {say('shop.notFound.home')}
      </ShopLink>
    </section>
  )
}

export function ErrorPage({ reference = '' }: { reference?: string }) {
  const say = useSay()
  return (
    <section className="mx-auto max-w-xl px-4 py-24">
      <h1 className="display text-3xl">{say('shop.error.title')}</h1>
      <p className="mt-4 text-ink-2">{say('shop.error.text', { reference })}</p>
    </section>
  )
}
