import { getFigures } from '@rialto/order-service/contract'
import { getPaymentFigures } from '@rialto/payment-service/contract'
import { listProducts } from '@rialto/product-service/contract'
import { listVendors } from '@rialto/vendor-service/contract'
import type { ReactNode } from 'react'
import { type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Figure, Figures } from '../parts/figure.tsx'
import { Amount, Count, Day } from '../parts/moment.tsx'
import { Toolbar } from '../parts/toolbar.tsx'
import { titled, useSay } from '../texts.ts'
import { leadTo, type Staff, staffOf } from '../visit.ts'

export const meta = titled('operator.home.title')

const countedMax = 100

/** Only what the role may read is asked for; a figure that cannot be read now is said to be missing, not zero. */
export async function loader(args: LoaderFunctionArgs) {
  const staff = await staffOf(args)
  if (staff.side === 'vendor') throw leadTo('/vendor/orders')
  const { api } = staff.visit
  const seesOrders = staff.may('order.read_all_orders')
  const [orders, payments, approvals, applications] = await Promise.all([
    seesOrders ? api.call(getFigures, {}) : null,
    seesOrders ? api.call(getPaymentFigures, {}) : null,
    countApprovals(staff),
    countApplications(staff),
  ])
  return {
    orders: orders?.ok ? orders.value : null,
    payments: payments?.ok ? payments.value : null,
    approvals,
    applications,
    isIncomplete: [orders, payments].some((answer) => answer?.ok === false),
  }
}

async function countApprovals({ may, visit }: Staff): Promise<number | null> {
  if (!may('product.approve_product')) return null
  const answer = await visit.api.call(listProducts, { status: 'pending_approval', limit: countedMax })
  return answer.ok ? answer.value.items.length : null
}

async function countApplications({ may, visit }: Staff): Promise<number | null> {
  if (!may('vendor.manage_vendors')) return null
  const answer = await visit.api.call(listVendors, { status: 'applied', limit: countedMax })
  return answer.ok ? answer.value.items.length : null
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>

export default function Home() {
  const say = useSay()
  const data = useLoaderData<typeof loader>()
  const { orders } = data
  return (
    <>
      <Toolbar
        title={say('operator.home.title')}
        note={
          orders ? (
            <>
              <Day of={orders.day} /> · {say('operator.home.utc')}
            </>
          ) : undefined
        }
      />
      {data.isIncomplete ? (
        <p role="alert" className="mb-4 font-semibold text-danger">
          {say('operator.home.incomplete')}
        </p>
      ) : null}
      <div className="grid gap-10">
        <Waiting data={data} />
        <Sold data={data} />
        <Attention data={data} />
      </div>
    </>
  )
}

function Group({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">{title}</h2>
      <Figures>{children}</Figures>
    </section>
  )
}

/** What somebody has to do next. */
function Waiting({ data: { orders, approvals, applications } }: { data: Data }) {
  const say = useSay()
  const counted = (count: number) => (count >= countedMax ? say('operator.home.orMore', { count }) : count)
  return (
    <Group title={say('operator.home.waiting')}>
      {orders ? (
        <Figure
          label={say('operator.home.toShip')}
          value={<Count of={orders.toShip.parts} />}
          note={say('operator.home.late', { count: orders.toShip.late })}
          to="/orders?status=paid"
          isUrgent={orders.toShip.late > 0}
        />
      ) : null}
      {approvals === null ? null : (
        <Figure label={say('operator.home.approvals')} value={counted(approvals)} to="/approvals" />
      )}
      {applications === null ? null : (
        <Figure
          label={say('operator.home.applications')}
          value={counted(applications)}
          to="/vendors?status=applied"
        />
      )}
    </Group>
  )
}

function Sold({ data: { orders, payments } }: { data: Data }) {
  const say = useSay()
  if (!orders) return null
  return (
    <Group title={say('operator.home.sold')}>
      <Figure
        label={say('operator.home.orders')}
        value={<Count of={orders.orders.created} />}
        note={say('operator.home.ordersNote', orders.orders)}
        to="/orders"
      />
      {orders.revenue.map(({ currency, amount, orders: count }) => (
        <Figure
          key={currency}
          label={say('operator.home.revenue', { currency })}
          value={<Amount amount={amount} currency={currency} />}
          note={say('operator.home.fromOrders', { count })}
        />
      ))}
      {orders.revenue.length === 0 ? (
        <Figure label={say('operator.home.revenuePlain')} value="–" note={say('operator.home.nothingPaid')} />
      ) : null}
      {payments?.refunds.map(({ currency, amount, refunds }) => (
        <Figure
          key={currency}
          label={say('operator.home.refunds', { currency })}
          value={<Amount amount={amount} currency={currency} />}
          note={say('operator.home.refundsNote', { count: refunds })}
        />
      ))}
    </Group>
  )
}

/** What should not be there at all; when nothing is, one calm sentence says so. */
function Attention({ data: { payments } }: { data: Data }) {
  const say = useSay()
  if (!payments) return null
  const troubles = Object.entries(payments.attention).filter(([, count]) => count > 0)
  return (
    <section className="grid gap-3">
      <h2 className="text-base font-semibold">{say('operator.home.attention')}</h2>
      {troubles.length === 0 ? (
        <p className="border-t border-stone py-3 text-ink-2">{say('operator.home.allWell')}</p>
      ) : (
        <Figures>
          {troubles.map(([name, count]) => (
            <Figure
              key={name}
              label={say(`operator.home.${name as keyof typeof payments.attention}`)}
              value={<Count of={count} />}
              note={say(`operator.home.${name as keyof typeof payments.attention}Note`)}
              isUrgent
            />
          ))}
        </Figures>
      )}
    </section>
  )
}
