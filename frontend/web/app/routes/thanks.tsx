import { getOrder } from '@rialto/order-service/contract'
import { getPayment } from '@rialto/payment-service/contract'
import { buttonClass, Mark, Notice } from '@rialto/ui'
import type { LoaderFunctionArgs, MetaFunction } from 'react-router'
import { useLoaderData } from 'react-router'
import { writeDate } from '../checkout/arrival.ts'
import { isUnpaid } from '../checkout/last-order.ts'
import { type Order, partsOf } from '../checkout/order-view.ts'
import { stateOf } from '../checkout/pay-state.ts'
import { ShopLink } from '../parts/link.tsx'
import { OrderAside } from '../parts/order-aside.tsx'
import { OrderPart } from '../parts/order-part.tsx'
import { privateMeta } from '../parts/private-meta.ts'
import { useRoot, useSay } from '../texts.ts'
import { leadTo, required, visitOf } from '../visit.ts'

export const meta: MetaFunction = ({ matches }) => privateMeta(matches, 'checkout.thanks.title')

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const orderId = String(args.params['orderId'])
  const found = await visit.api.call(getOrder, { orderId })
  // A guest whose session is over, or in another browser, finds the order by its number and mail address.
  const visitor = await visit.session.visitor()
  const isUnknown = !found.ok && (found.code === 'SIGN_IN_REQUIRED' || found.code === 'NOT_FOUND')
  if (isUnknown && visitor?.kind !== 'user') throw leadTo(visit, '/orders/track')
  const order = required(found)
  const payment = isUnpaid(order.status) ? await visit.api.call(getPayment, { orderId }) : null
  const state = stateOf(order, payment?.ok ? payment.value : null)
  return { order, parts: await partsOf(visit, withPayment(order, state === 'paid')), state }
}

/** The payment is known a moment before the order's own history tells of it. */
function withPayment(order: Order, isPaid: boolean): Order {
  if (!isPaid || !isUnpaid(order.status) || order.totals.total === 0) return order
  const paid = { type: 'payment_succeeded' as const, timestamp: new Date().toISOString() }
  return { ...order, timeline: [...order.timeline, paid] }
}

export default function ThanksPage() {
  const say = useSay()
  const { language } = useRoot()
  const { order, parts, state } = useLoaderData<typeof loader>()
  const { number, totals, items } = order
  const isPaid = state === 'paid'
  return (
    <div className="mx-auto max-w-7xl px-4 pt-8 md:px-8 md:pt-14">
      <header className="grid justify-items-center gap-3 border-b border-stone pb-8 text-center md:pb-12">
        <Mark className="h-12 w-16" />
        <h1 className="display text-3xl md:text-4xl">
          {say(
            state === 'over'
              ? 'checkout.thanks.cancelled'
              : isPaid
                ? 'checkout.thanks.title'
                : 'checkout.thanks.unpaid',
          )}
        </h1>
        <p className="text-lg text-ink-2">
          {say('checkout.pay.order')} <bdi className="figures font-semibold text-ink">{number}</bdi>
          {' · '}
          <time dateTime={order.createdAt}>{writeDate(order.createdAt, language)}</time>
        </p>
        {isPaid && order.email !== null ? (
          <p>
            {say('checkout.thanks.mail')} <bdi className="font-semibold">{order.email}</bdi>
          </p>
        ) : null}
      </header>
      {isPaid || state === 'over' ? null : <Unpaid orderId={order.orderId} isWaiting={state === 'waiting'} />}
      <div className="mt-8 grid gap-x-12 gap-y-10 lg:grid-cols-[1fr_20rem]">
        <div className="grid content-start gap-6">
          {parts.map((part) => (
            <OrderPart
              key={part.vendorId}
              part={part}
              createdAt={order.createdAt}
              items={items.filter((item) => item.vendorId === part.vendorId)}
              currency={totals.currency}
              shipping={order.vendors.find((one) => one.vendorId === part.vendorId)?.shipping ?? 0}
            />
          ))}
        </div>
        <OrderAside
          order={order}
          vendors={parts}
          titles={{ cost: say('checkout.summary.title'), to: say('checkout.address.title') }}
        >
          <Later number={order.number} />
        </OrderAside>
      </div>
    </div>
  )
}

function Unpaid({ orderId, isWaiting }: { orderId: string; isWaiting: boolean }) {
  const say = useSay()
  return (
    <div className="mt-6">
      <Notice
        kind="info"
        title={say(isWaiting ? 'checkout.pay.waiting.title' : 'checkout.thanks.unpaid.text')}
      >
        <ShopLink to={`/checkout/pay/${orderId}`} className={buttonClass('primary', 'mt-2')}>
          {say(isWaiting ? 'checkout.pay.waiting.look' : 'checkout.unpaid.pay')}
        </ShopLink>
      </Notice>
    </div>
  )
}

/** Where to look later. */
function Later({ number }: { number: string }) {
  const say = useSay()
  const { isSignedIn } = useRoot()
  return (
    <section aria-labelledby="later-title" className="text-ink-2">
      <h2 id="later-title" className="text-lg font-semibold text-ink">
        {say('checkout.thanks.later')}
      </h2>
      <p className="mt-2">
        {say(isSignedIn ? 'checkout.thanks.later.account' : 'checkout.thanks.later.guest')}
      </p>
      <ShopLink
        to={isSignedIn ? '/account/orders' : `/orders/track?number=${encodeURIComponent(number)}`}
        className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
      >
        {say(isSignedIn ? 'checkout.thanks.orders' : 'checkout.track.title')}
      </ShopLink>
    </section>
  )
}
