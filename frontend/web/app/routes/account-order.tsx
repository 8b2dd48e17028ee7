import { newId } from '@rialto/core'
import { cancelOrder, findReturnable, getOrder, listOwnReturns } from '@rialto/order-service/contract'
import { buttonClass, Icon, Notice } from '@rialto/ui'
import type { Visit } from '@rialto/visit'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from 'react-router'
import { AccountFrame, Section } from '../account/account-frame.tsx'
import { accountMeta } from '../account/meta.ts'
import { Day } from '../account/moment.tsx'
import { cancelReasons, OrderActions } from '../account/order-actions.tsx'
import { canCancel } from '../account/order-facts.ts'
import { personVisit, requiredOfPerson } from '../account/person.ts'
import { choicesOf } from '../account/return-facts.ts'
import { ReturnList } from '../account/return-list.tsx'
import { StatusMark } from '../account/status-mark.tsx'
import { Timeline } from '../account/timeline.tsx'
import { refusalText, textOf } from '../account/typed.ts'
import { addToBag } from '../bag.ts'
import { isUnpaid } from '../checkout/last-order.ts'
import { partsOf } from '../checkout/order-view.ts'
import { ShopLink } from '../parts/link.tsx'
import { OrderAside } from '../parts/order-aside.tsx'
import { OrderPart } from '../parts/order-part.tsx'
import { useSay } from '../texts.ts'
import { leadTo } from '../visit.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/account/orders', 'account.order')

const notices = ['cancelled', 'return'] as const

export async function loader(args: LoaderFunctionArgs) {
  const visit = await personVisit(args)
  const orderId = String(args.params['orderId'])
  const place = { visit, request: args.request }
  const order = requiredOfPerson(await visit.api.call(getOrder, { orderId }), place)
  const [parts, returnable, returns] = await Promise.all([
    partsOf(visit, order),
    visit.api.call(findReturnable, { orderId }),
    visit.api.call(listOwnReturns, { orderId, limit: 100 }),
  ])
  const done = new URL(args.request.url).searchParams.get('done')
  return {
    order,
    parts,
    // A guest's order, read by an operator, has returns of somebody else: they are not of this page.
    returns: returns.ok ? returns.value.items : [],
    canReturn: returnable.ok && choicesOf(order, returnable.value, new Date()).length > 0,
    notice: notices.find((one) => one === done) ?? null,
    key: newId(),
  }
}

export async function action(args: ActionFunctionArgs) {
  const visit = await personVisit(args)
  const orderId = String(args.params['orderId'])
  const form = await args.request.formData()
  const key = textOf(form, 'key') || newId()
  if (textOf(form, 'intent') === 'again') return buyAgain(visit, orderId, key)
  const reason = cancelReasons.find((one) => one === textOf(form, 'reason')) ?? 'changed_mind'
  const cancelled = await visit.api.call(cancelOrder, { orderId, reason }, { key })
  if (cancelled.ok) return leadTo(visit, `/account/orders/${orderId}?done=cancelled`)
  return data({ code: cancelled.code as string, missing: [] as string[] }, { status: 409 })
}

/** Everything that is still for sale goes into the bag; what is not is named. */
async function buyAgain(visit: Visit, orderId: string, key: string) {
  const order = await visit.api.call(getOrder, { orderId })
  if (!order.ok) return data({ code: order.code as string, missing: [] as string[] }, { status: 409 })
  const missing: string[] = []
  for (const { sku, quantity, title } of order.value.items) {
    const added = await addToBag(visit, { sku, quantity, key: `${key}.${sku}`.slice(0, 120) })
    if (!added.ok) missing.push(title)
  }
  if (missing.length === 0) return leadTo(visit, '/bag')
  return data({ code: null, missing }, { status: 409 })
}

export default function AccountOrder() {
  const say = useSay()
  const { order, parts, returns, canReturn, key } = useLoaderData<typeof loader>()
  const { number, status, createdAt, orderId, items, totals } = order
  return (
    <AccountFrame
      title={say('account.order.name', { number })}
      note={
        <div className="flex flex-wrap items-center gap-x-6 gap-y-1">
          <Day at={createdAt} />
          <StatusMark status={status} text={say(`account.status.${status}`)} />
        </div>
      }
    >
      <Messages />
      {isUnpaid(status) ? (
        <Notice kind="info" title={say('account.order.unpaid')}>
          <ShopLink to={`/checkout/pay/${orderId}`} className={buttonClass('primary', 'mt-2')}>
            {say('account.order.pay')}
          </ShopLink>
        </Notice>
      ) : null}
      <OrderActions
        {...{ orderId, number, canReturn }}
        formKey={key}
        canCancel={canCancel(order)}
        canBuyAgain={!isUnpaid(status)}
      />
      <div className="grid gap-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_17rem] lg:gap-12">
        <div className="grid min-w-0 content-start gap-6">
          {parts.map((part) => (
            <OrderPart
              key={part.vendorId}
              part={part}
              createdAt={createdAt}
              items={items.filter((item) => item.vendorId === part.vendorId)}
              currency={totals.currency}
              shipping={order.vendors.find((one) => one.vendorId === part.vendorId)?.shipping ?? 0}
            />
          ))}
          {returns.length > 0 ? (
            <Section id="returns" title={say('account.return.list')}>
              <ReturnList returns={returns} vendors={parts} />
            </Section>
          ) : null}
          <Section title={say('account.order.timeline')}>
            <Timeline entries={order.timeline} />
          </Section>
        </div>
        <OrderAside
          order={order}
          vendors={parts}
          titles={{ cost: say('account.order.cost'), to: say('account.order.to') }}
        />
      </div>
      <ShopLink
        to="/account/orders"
        className="inline-flex min-h-11 items-center gap-2 justify-self-start text-lagoon underline underline-offset-4"
      >
        <Icon name="arrow" className="size-5 rotate-180" />
        {say('account.order.back')}
      </ShopLink>
    </AccountFrame>
  )
}

function Messages() {
  const say = useSay()
  const { notice } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.missing.length)
    return (
      <Notice kind="danger" title={say('account.order.notForSale', { count: answer.missing.length })}>
        <ul>
          {answer.missing.map((title) => (
            <li key={title}>
              <bdi>{title}</bdi>
            </li>
          ))}
        </ul>
        <ShopLink
          to="/bag"
          className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
        >
          {say('account.order.toBag')}
        </ShopLink>
      </Notice>
    )
  if (answer?.code)
    return (
      <Notice kind="danger" title={say('account.notDone')}>
        {refusalText(say, answer.code)}
      </Notice>
    )
  return notice ? (
    <Notice kind="success" title={say(`account.order.done.${notice}`)}>
      {say(`account.order.done.${notice}.text`)}
    </Notice>
  ) : null
}
