import { Mark } from '@rialto/ui'
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
      <Link
        to="/"
        className="inline-flex min-h-9 items-center justify-self-start text-lagoon underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {say('frame.trouble.home')}
      </Link>
    </section>
  )
}

/** Trouble where there is no frame: nobody is signed in, or not even that could be read. */
export function TroublePage({ status, reference = '' }: { status: number; reference?: string }) {
  return (
    <main className="mx-auto w-full max-w-xl px-4 pt-16">
      <Mark className="h-8 w-11" />
      <TroubleNotice status={status} reference={reference} />
    </main>
  )
}
