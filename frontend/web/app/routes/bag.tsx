import { newId } from '@rialto/core'
import { buttonClass, Notice } from '@rialto/ui'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { useLoaderData } from 'react-router'
import { type Basket, readBasket } from '../checkout/basket.ts'
import { addCode, putBack, type Removed, removeCode, setLine, takeRemoved } from '../checkout/change-bag.ts'
import { findUnpaidOrder } from '../checkout/last-order.ts'
import { refusalText } from '../checkout/refusals.ts'
import { BagPart } from '../parts/bag-lines.tsx'
import { ShopLink } from '../parts/link.tsx'
import { privateMeta } from '../parts/private-meta.ts'
import { PromotionCodes } from '../parts/promotion-codes.tsx'
import { Totals } from '../parts/totals.tsx'
import { useRoot, useSay } from '../texts.ts'
import { leadTo, required, visitOf } from '../visit.ts'

export const meta: MetaFunction = ({ matches }) => privateMeta(matches, 'checkout.bag.title')

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const basket = required(await readBasket(visit))
  const trouble = new URL(args.request.url).searchParams.get('trouble')
  const unpaid = basket === null ? await findUnpaidOrder(visit) : null
  return { basket, unpaid, trouble, removed: takeRemoved(visit), key: newId() }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const done = await change(visit, (name) => String(form.get(name) ?? ''))
  return leadTo(visit, done.ok ? '/bag' : `/bag?trouble=${done.code}`)
}

function change(visit: ReturnType<typeof visitOf>, field: (name: string) => string) {
  const lineId = field('lineId')
  switch (field('intent')) {
    case 'quantity': {
      const typed = Math.trunc(Number(field('quantity'))) || 0
      return setLine(visit, lineId, Math.max(0, typed + Math.sign(Number(field('step')) || 0)))
    }
    case 'remove':
      return setLine(visit, lineId, 0)
    case 'undo': {
      const removed = {
        sku: field('sku'),
        quantity: Math.max(1, Math.trunc(Number(field('quantity'))) || 1),
        title: '',
        dropId: field('dropId'),
      }
      return putBack(visit, removed, field('key'))
    }
    default:
      return field('removeCode') === ''
        ? addCode(visit, field('code'))
        : removeCode(visit, field('removeCode'))
  }
}

export default function BagPage() {
  const say = useSay()
  const { basket, unpaid, trouble, removed, key } = useLoaderData<typeof loader>()
  return (
    <div className="mx-auto max-w-7xl px-4 pt-8 md:px-8 md:pt-12">
      <h1 className="display text-2xl md:text-3xl">{say('checkout.bag.title')}</h1>
      <div className="mt-4 grid gap-3 empty:hidden">
        {trouble === null ? null : <Notice kind="danger" title={say(refusalText(trouble))} />}
        {removed === null ? null : <RemovedNotice removed={removed} undoKey={key} />}
        {unpaid === null ? null : (
          <Notice kind="info" title={say('checkout.unpaid.title', { number: unpaid.number })}>
            <ShopLink
              to={`/checkout/pay/${unpaid.orderId}`}
              className="inline-flex min-h-11 items-center font-semibold text-lagoon underline underline-offset-4"
            >
              {say('checkout.unpaid.pay')}
            </ShopLink>
          </Notice>
        )}
      </div>
      {basket === null ? <EmptyBag /> : <FullBag basket={basket} />}
    </div>
  )
}

function RemovedNotice({ removed, undoKey }: { removed: Removed; undoKey: string }) {
  const say = useSay()
  return (
    <Notice kind="success" title={say('checkout.removed.title', { title: removed.title })}>
      <form method="post">
        <input type="hidden" name="intent" value="undo" />
        <input type="hidden" name="sku" value={removed.sku} />
        <input type="hidden" name="quantity" value={removed.quantity} />
        <input type="hidden" name="dropId" value={removed.dropId} />
        <input type="hidden" name="key" value={undoKey} />
        <button
          type="submit"
          className="inline-flex min-h-11 items-center font-semibold text-lagoon underline underline-offset-4"
        >
          {say('checkout.removed.undo')}
        </button>
      </form>
    </Notice>
  )
}

function EmptyBag() {
  const say = useSay()
  return (
    <div className="max-w-xl py-8">
      <p className="text-lg text-ink-2">{say('checkout.empty.text')}</p>
      <div className="mt-6 flex flex-wrap gap-3">
        <ShopLink to="/" className={buttonClass()}>
          {say('checkout.empty.market')}
        </ShopLink>
        <ShopLink to="/vendors" className={buttonClass('quiet')}>
          {say('checkout.empty.stalls')}
        </ShopLink>
      </div>
    </div>
  )
}

function FullBag({ basket }: { basket: Basket }) {
  const say = useSay()
  const { isSignedIn } = useRoot()
  const { parts, quote, problem, currency } = basket
  const shipping = parts.map(({ vendorId, name, quoted }) => ({
    vendorId,
    name,
    amount: quoted?.shipping ?? 0,
  }))
  const { codes, country } = basket
  return (
    <div className="mt-6 grid gap-x-16 gap-y-10 lg:grid-cols-[1fr_22rem]">
      <div className="grid content-start gap-6">
        {problem === null ? null : <Notice kind="danger" title={say(refusalText(problem))} />}
        {parts.map((part) => (
          <BagPart key={part.vendorId} part={part} currency={currency} />
        ))}
      </div>
      <section aria-labelledby="totals" className="grid content-start gap-4 lg:sticky lg:top-6 lg:self-start">
        <h2 id="totals" className="display text-xl">
          {say('checkout.summary.title')}
        </h2>
        <form method="post" className="border-y border-stone">
          <PromotionCodes codes={codes} />
        </form>
        {quote === null ? null : <Totals totals={quote.totals} {...{ shipping, codes, country }} />}
        {problem === null ? (
          <ShopLink to="/checkout" className={buttonClass('primary', 'w-full')}>
            {say('checkout.bag.next')}
          </ShopLink>
        ) : null}
        {isSignedIn ? null : (
          <p className="text-sm text-ink-2">
            {say('checkout.bag.guest')}{' '}
            <ShopLink to="/sign-in?back=%2Fcheckout" className="text-lagoon underline underline-offset-4">
              {say('shop.header.signIn')}
            </ShopLink>
          </p>
        )}
        <p className="text-sm text-ink-2">{say('checkout.bag.notHeld')}</p>
      </section>
    </div>
  )
}
