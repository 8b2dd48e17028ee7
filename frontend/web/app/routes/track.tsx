import { trackOrder } from '@rialto/order-service/contract'
import { Button, Notice, TextField } from '@rialto/ui'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { data, useActionData, useLoaderData } from 'react-router'
import { writeDate } from '../checkout/arrival.ts'
import { partsOf } from '../checkout/order-view.ts'
import { refusalText } from '../checkout/refusals.ts'
import { OrderPart } from '../parts/order-part.tsx'
import { privateMeta } from '../parts/private-meta.ts'
import { useRoot, useSay } from '../texts.ts'
import { visitOf } from '../visit.ts'

export const meta: MetaFunction = ({ matches }) => privateMeta(matches, 'checkout.track.title')

/** Mails lead here with the number; the mail address is asked for, so that it stands in no address bar. */
export function loader({ request }: LoaderFunctionArgs) {
  return { number: (new URL(request.url).searchParams.get('number') ?? '').slice(0, 20) }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const number = String(form.get('number') ?? '')
    .trim()
    .slice(0, 20)
  const email = String(form.get('email') ?? '')
    .trim()
    .slice(0, 320)
  const typed = { number, email }
  const missing = { number: number === '', email: email === '' }
  if (missing.number || missing.email)
    return data({ typed, missing, trouble: null, found: null }, { status: 422 })
  const found = await visit.api.call(trackOrder, typed)
  // A wrong number, a wrong mail address and somebody else's order are answered alike.
  if (!found.ok) {
    const trouble =
      found.code === 'NOT_FOUND' || found.code === 'VALIDATION_FAILED' ? 'NOT_FOUND' : found.code
    return data(
      { typed, missing, trouble, found: null },
      { status: found.code === 'RATE_LIMITED' ? 429 : 422 },
    )
  }
  return {
    typed,
    missing,
    trouble: null,
    found: { order: found.value, parts: await partsOf(visit, found.value) },
  }
}

type Sent = Exclude<ReturnType<typeof useActionData<typeof action>>, undefined>

export default function TrackPage() {
  const say = useSay()
  const { number } = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  return (
    <div className="mx-auto max-w-4xl px-4 pt-8 md:px-8 md:pt-12">
      <h1 className="display text-2xl md:text-3xl">{say('checkout.track.title')}</h1>
      <p className="mt-2 max-w-xl text-ink-2">{say('checkout.track.text')}</p>
      {sent?.trouble ? (
        <div className="mt-6 max-w-xl">
          <Notice
            kind="danger"
            title={say(sent.trouble === 'NOT_FOUND' ? 'checkout.track.wrong' : refusalText(sent.trouble))}
          >
            {sent.trouble === 'NOT_FOUND' ? say('checkout.track.wrongText') : null}
          </Notice>
        </div>
      ) : null}
      {sent?.found ? <Found found={sent.found} /> : null}
      <form method="post" noValidate className="mt-8 grid max-w-xl gap-4">
        <TextField
          name="number"
          label={say('checkout.track.number')}
          hint={say('checkout.track.number.hint')}
          defaultValue={sent?.typed.number ?? number}
          error={sent?.missing.number ? say('checkout.track.number.missing') : undefined}
          autoComplete="off"
          autoCapitalize="characters"
          dir="ltr"
          maxLength={20}
        />
        <TextField
          name="email"
          type="email"
          label={say('checkout.field.email')}
          defaultValue={sent?.typed.email ?? ''}
          error={sent?.missing.email ? say('checkout.problem.email') : undefined}
          autoComplete="email"
          dir="ltr"
          maxLength={320}
        />
        <Button className="justify-self-start">{say('checkout.track.show')}</Button>
      </form>
    </div>
  )
}

function Found({ found }: { found: NonNullable<Sent['found']> }) {
  const say = useSay()
  const { language } = useRoot()
  const { order, parts } = found
  return (
    <section aria-labelledby="found-title" className="mt-8 grid gap-4">
      <h2 id="found-title" className="text-lg font-semibold">
        {say('checkout.pay.order')} <bdi className="figures">{order.number}</bdi>
        {' · '}
        {say(`checkout.status.${order.status}`)}
      </h2>
      <p className="text-ink-2">
        {say('checkout.track.ordered')}{' '}
        <time dateTime={order.createdAt}>{writeDate(order.createdAt, language)}</time>
      </p>
      {parts.map((part) => (
        <OrderPart key={part.vendorId} part={part} createdAt={order.createdAt} />
      ))}
    </section>
  )
}
