import { newId } from '@rialto/core'
import { confirmPayment } from '@rialto/payment-service/contract'
import { addLanguage, buttonClass, Icon, Notice, Price } from '@rialto/ui'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { data, useActionData, useLoaderData } from 'react-router'
import { type PayView, readPayment } from '../checkout/pay-view.ts'
import { declineText, refusalText } from '../checkout/refusals.ts'
import { Island } from '../parts/island.tsx'
import { ShopLink } from '../parts/link.tsx'
import { PaymentForm, TimeLeft } from '../parts/payment-form.tsx'
import { privateMeta } from '../parts/private-meta.ts'
import { useRoot, useSay } from '../texts.ts'
import { leadTo, visitOf } from '../visit.ts'

export const meta: MetaFunction = ({ matches }) => privateMeta(matches, 'checkout.pay.title')

const tokenPattern = /^ctoken_[A-Za-z0-9_]{1,200}$/

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const orderId = String(args.params['orderId'])
  const query = new URL(args.request.url).searchParams
  const view = await readPayment(visit, orderId)
  if (view?.state === 'paid') throw leadTo(visit, `/orders/${orderId}/thanks`)
  // The bank sends secrets of the payment along in the address: they do not stay there.
  if (query.has('payment_intent')) throw leadTo(visit, `/checkout/pay/${orderId}`)
  const { cardScriptUrl, cardKey, publicUrl } = visit.settings
  return {
    view,
    key: newId(),
    goesToBank: query.get('step') === 'bank',
    card: {
      scriptUrl: cardScriptUrl,
      key: cardKey,
      returnUrl: returnUrl(publicUrl, visit.language, orderId),
    },
  }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const orderId = String(args.params['orderId'])
  const form = await args.request.formData()
  const paymentMethodId = String(form.get('token') ?? '')
  const here = `/checkout/pay/${orderId}`
  if (!tokenPattern.test(paymentMethodId)) return data({ trouble: 'VALIDATION_FAILED' }, { status: 422 })
  const confirmed = await visit.api.call(
    confirmPayment,
    { orderId, paymentMethodId, returnUrl: returnUrl(visit.settings.publicUrl, visit.language, orderId) },
    { key: String(form.get('key') || newId()) },
  )
  if (confirmed.ok) throw leadTo(visit, confirmed.value.actionUrl === null ? here : `${here}?step=bank`)
  // The page itself says why a card was declined, and that the bank is still being asked.
  if (confirmed.code === 'PAYMENT_DECLINED' || confirmed.code === 'PAYMENT_UNKNOWN') throw leadTo(visit, here)
  return data({ trouble: confirmed.code }, { status: 422 })
}

function returnUrl(publicUrl: string, language: Parameters<typeof addLanguage>[0], orderId: string): string {
  return `${publicUrl}${addLanguage(language, `/checkout/pay/${orderId}`)}`
}

export default function PayPage() {
  const say = useSay()
  const { language } = useRoot()
  const { view, key, card, goesToBank } = useLoaderData<typeof loader>()
  const trouble = useActionData<typeof action>()?.trouble ?? null
  if (view === null) return <NotTheBuyer />
  return (
    <div className="mx-auto max-w-xl px-4 pt-8 md:pt-12">
      <Island name="payment-form" />
      <h1 className="display text-2xl md:text-3xl">{say('checkout.pay.title')}</h1>
      <p className="mt-2 flex flex-wrap items-baseline justify-between gap-x-6 text-ink-2">
        <span>
          {say('checkout.pay.order')} <bdi className="figures font-semibold text-ink">{view.number}</bdi>
        </span>
        <span className="text-xl font-semibold text-ink">
          <Price amount={view.total.amount} currency={view.total.currency} language={language} />
        </span>
      </p>
      <div className="mt-6 grid gap-6">
        {trouble === null ? null : <Notice kind="danger" title={say(refusalText(trouble))} />}
        <PayBody {...{ view, goesToBank }} formKey={key} card={card} />
      </div>
    </div>
  )
}

/** A guest pays where the order was made; a person with an account wherever they sign in. */
function NotTheBuyer() {
  const say = useSay()
  const { here } = useRoot()
  return (
    <div className="mx-auto grid max-w-xl gap-4 px-4 pt-8 md:pt-12">
      <h1 className="display text-2xl md:text-3xl">{say('checkout.pay.elsewhere.title')}</h1>
      <p className="text-ink-2">{say('checkout.pay.elsewhere.text')}</p>
      <div className="flex flex-wrap gap-3">
        <ShopLink to={`/sign-in?back=${encodeURIComponent(here)}`} className={buttonClass()}>
          {say('shop.header.signIn')}
        </ShopLink>
        <ShopLink to="/orders/track" className={buttonClass('quiet')}>
          {say('checkout.track.title')}
        </ShopLink>
      </div>
    </div>
  )
}

type BodyProps = {
  readonly view: PayView
  readonly goesToBank: boolean
  readonly formKey: string
  readonly card: { scriptUrl: string | null; key: string | null; returnUrl: string }
}

function PayBody({ view, goesToBank, formKey, card }: BodyProps) {
  const say = useSay()
  switch (view.state) {
    case 'over':
      return (
        <Notice kind="danger" title={say('checkout.pay.over.title')}>
          <p>{say('checkout.pay.over.text')}</p>
          <ShopLink
            to="/"
            className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
          >
            {say('checkout.empty.market')}
          </ShopLink>
        </Notice>
      )
    case 'waiting':
      return (
        <div data-wait="">
          <Notice kind="info" title={say('checkout.pay.waiting.title')}>
            <p>{say('checkout.pay.waiting.text')}</p>
            <ShopLink
              to={`/checkout/pay/${view.orderId}`}
              className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
            >
              {say('checkout.pay.waiting.look')}
            </ShopLink>
          </Notice>
        </div>
      )
    default:
      return (
        <>
          {view.state === 'bank' ? <BankStep actionUrl={view.actionUrl ?? ''} goesOn={goesToBank} /> : null}
          {view.declined === null ? null : (
            <Notice kind="danger" title={say(declineText(view.declined))}>
              {say('checkout.declined.next')}
            </Notice>
          )}
          <TimeLeft secondsLeft={view.secondsLeft} />
          {goesToBank && view.state === 'bank' ? null : (
            <PaymentForm view={view} formKey={formKey} card={card} />
          )}
        </>
      )
  }
}

/** The bank asks on a page of its own. Whoever comes back without an answer may go again, or take another card. */
function BankStep({ actionUrl, goesOn }: { actionUrl: string; goesOn: boolean }) {
  const say = useSay()
  return (
    <section
      className="grid gap-3 rounded-card border border-border bg-raised p-6"
      {...(goesOn ? { 'data-go': actionUrl } : {})}
    >
      <h2 className="flex items-center gap-2 text-lg font-semibold">
        <Icon name="clock" />
        {say(goesOn ? 'checkout.bank.title' : 'checkout.bank.back')}
      </h2>
      <p>{say(goesOn ? 'checkout.bank.text' : 'checkout.bank.backText')}</p>
      <a href={actionUrl} className={buttonClass('primary', 'justify-self-start')}>
        {say('checkout.bank.go')}
        <Icon name="arrow" className="size-5" />
      </a>
    </section>
  )
}
