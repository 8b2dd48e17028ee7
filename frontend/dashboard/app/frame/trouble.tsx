import { Link } from 'react-router'
import { useSay } from '../texts.ts'

/** What happened instead of a page, what to do, and a reference where there is one. */
export function TroubleNotice({ status, reference = '' }: { status: number; reference?: string }) {
  const say = useSay()
  const kind = status === 404 ? 'notFound' : status === 403 ? 'denied' : 'error'
  return (
    <section className="grid max-w-xl gap-3 py-12">
      <h1 className="text-xl font-semibold">{say(`frame.trouble.${kind}.title`)}</h1>
      <p className="text-ink-2">{say(`frame.trouble.${kind}.text`)}</p>
      {kind === 'error' && reference !== '' ? (
        <p className="text-ink-2">{say('frame.trouble.reference', { reference })}</p>
      ) : null}
      <Link to="/" className="justify-self-start py-2 text-lagoon underline underline-offset-4">
        {say('frame.trouble.home')}
      </Link>
    </section>
  )
}

export function TroublePage({ status }: { status: number }) {
  return (
    <main className="mx-auto max-w-xl px-4">
      <TroubleNotice status={status} />
    </main>
  )
}
