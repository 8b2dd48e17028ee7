import { Icon, Picture, Price } from '@rialto/ui'
import { ShopLink } from '../parts/link.tsx'
import { useRoot, useSay } from '../texts.ts'
import { Day } from './moment.tsx'
import type { ListedOrder } from './order-facts.ts'
import { StatusMark } from './status-mark.tsx'

/** Orders, newest first: what it was, where it stands, what it cost. The whole row leads to the order. */
export function OrderList({ orders }: { orders: readonly ListedOrder[] }) {
  return (
    <ul className="divide-y divide-stone border-b border-stone">
      {orders.map((order) => (
        <OrderRow key={order.orderId} order={order} />
      ))}
    </ul>
  )
}

function OrderRow({ order }: { order: ListedOrder }) {
  const say = useSay()
  const { language } = useRoot()
  return (
    <li className="relative grid grid-cols-[1fr_auto] items-center gap-x-4 gap-y-3 py-4 hover:bg-stone/40 md:grid-cols-[10rem_1fr_auto_auto] md:px-2">
      <div className="col-span-2 flex gap-2 md:col-span-1">
        {order.pictures.slice(0, 3).map((image, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two lines may have the same picture, and the list never changes
          <div key={index} className="w-11">
            <Picture image={image} alt="" sizes="44px" />
          </div>
        ))}
        {order.pictures.length > 3 ? (
          <span aria-hidden="true" className="self-center text-ink-2">
            …
          </span>
        ) : null}
      </div>
      <div className="grid gap-1">
        <ShopLink
          to={`/account/orders/${order.orderId}`}
          className="figures font-semibold after:absolute after:inset-0"
        >
          <bdi>{order.number}</bdi>
        </ShopLink>
        <p className="text-sm text-ink-2">
          <Day at={order.createdAt} /> · {say('account.units', { count: order.itemCount })}
        </p>
        <StatusMark status={order.status} text={say(`account.status.${order.status}`)} />
      </div>
      <Price
        amount={order.totals.total}
        currency={order.totals.currency}
        language={language}
        className="justify-self-end font-semibold"
      />
      <Icon name="chevron" className="hidden size-5 text-ink-2 md:block ltr:-rotate-90 rtl:rotate-90" />
    </li>
  )
}
