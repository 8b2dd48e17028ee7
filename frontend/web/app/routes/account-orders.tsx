import { listOwnOrders, orderStates } from '@rialto/order-service/contract'
import { buttonClass, Icon } from '@rialto/ui'
import { type LoaderFunctionArgs, type MetaFunction, useLoaderData } from 'react-router'
import { AccountFrame } from '../account/account-frame.tsx'
import { accountMeta } from '../account/meta.ts'
import { withPictures } from '../account/order-facts.ts'
import { OrderList } from '../account/order-list.tsx'
import { personVisit, requiredOfPerson } from '../account/person.ts'
import { ShopLink } from '../parts/link.tsx'
import { useSay } from '../texts.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/account/orders', 'account.orders')

const ordersOnPage = 10
const pagesMax = 500

type Status = (typeof orderStates)[number]

export async function loader(args: LoaderFunctionArgs) {
  const visit = await personVisit(args)
  const query = new URL(args.request.url).searchParams
  const status = orderStates.find((one) => one === query.get('status')) ?? null
  const wanted = Number(query.get('page') ?? 1)
  const page = Number.isInteger(wanted) && wanted >= 1 && wanted <= pagesMax ? wanted : 1
  const answer = await visit.api.call(listOwnOrders, {
    page,
    limit: ordersOnPage,
    ...(status ? { status } : {}),
  })
  const { items, pagination } = requiredOfPerson(answer, { visit, request: args.request })
  return { status, orders: await withPictures(visit, items), pagination }
}

export default function AccountOrders() {
  const say = useSay()
  const { status, orders, pagination } = useLoaderData<typeof loader>()
  return (
    <AccountFrame title={say('account.orders.title')}>
      <StatusFilter status={status} />
      {orders.length > 0 ? <OrderList orders={orders} /> : <NoOrders isFiltered={status !== null} />}
      {pagination.totalPages > 1 ? <Pages status={status} {...pagination} /> : null}
    </AccountFrame>
  )
}

function pathOf(status: Status | null, page = 1): string {
  const query = new URLSearchParams({
    ...(status ? { status } : {}),
    ...(page > 1 ? { page: String(page) } : {}),
  }).toString()
  return `/account/orders${query === '' ? '' : `?${query}`}`
}

function StatusFilter({ status }: { status: Status | null }) {
  const say = useSay()
  return (
    <nav aria-label={say('account.orders.filter')}>
      <ul className="-mx-4 flex gap-2 overflow-x-auto px-4 py-1 md:mx-0 md:flex-wrap md:px-0">
        {[null, ...orderStates].map((one) => (
          <li key={one} className="shrink-0">
            <ShopLink
              to={pathOf(one)}
              aria-current={one === status ? 'true' : undefined}
              className="inline-flex min-h-11 items-center rounded-full border border-border px-4 text-sm hover:bg-stone aria-[current]:border-ink aria-[current]:bg-ink aria-[current]:text-paper"
            >
              {one === null ? say('account.orders.every') : say(`account.status.${one}`)}
            </ShopLink>
          </li>
        ))}
      </ul>
    </nav>
  )
}

function NoOrders({ isFiltered }: { isFiltered: boolean }) {
  const say = useSay()
  return (
    <div className="grid justify-items-start gap-4">
      <p className="text-ink-2">
        {say(isFiltered ? 'account.orders.noneSuch' : 'account.overview.noOrders')}
      </p>
      <ShopLink to={isFiltered ? '/account/orders' : '/'} className={buttonClass('quiet')}>
        {say(isFiltered ? 'account.orders.showAll' : 'account.toMarket')}
      </ShopLink>
    </div>
  )
}

function Pages({ status, page, totalPages }: { status: Status | null; page: number; totalPages: number }) {
  const say = useSay()
  return (
    <nav aria-label={say('account.orders.pages')} className="flex items-center justify-between gap-4">
      {page > 1 ? (
        <ShopLink to={pathOf(status, page - 1)} rel="prev" className={buttonClass('quiet')}>
          <Icon name="arrow" className="size-5 rotate-180" />
          {say('account.orders.newer')}
        </ShopLink>
      ) : (
        <span />
      )}
      <p className="figures text-sm text-ink-2">
        {say('account.orders.pageOf', { page, pages: totalPages })}
      </p>
      {page < totalPages ? (
        <ShopLink to={pathOf(status, page + 1)} rel="next" className={buttonClass('quiet')}>
          {say('account.orders.older')}
          <Icon name="arrow" className="size-5" />
        </ShopLink>
      ) : (
        <span />
      )}
    </nav>
  )
}
