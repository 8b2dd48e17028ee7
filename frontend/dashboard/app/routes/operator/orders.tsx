import { listOrders } from '@rialto/order-service/contract'
import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { State } from '../../operator/states.tsx'
import { orderByTime, useByTime } from '../../parts/by-time.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Amount, Count, Moment } from '../../parts/moment.tsx'
import { FilterChoice, Filters, FilterText, Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { operatorOf, required } from '../../visit.ts'

export const meta = titled('operator.orders.title')

const states = ['pending', 'paid', 'payment_failed', 'shipped', 'delivered', 'cancelled', 'returned'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await operatorOf(args)
  const query = new URL(args.request.url).searchParams
  const status = states.find((one) => one === query.get('status'))
  const number = query.get('number')?.trim().slice(0, 20) ?? ''
  const after = query.get('after')
  const page = required(
    await visit.api.call(listOrders, {
      ...(status ? { status } : {}),
      ...(number === '' ? {} : { number }),
      ...(after ? { after } : {}),
      ...orderByTime(query),
    }),
  )
  return { page, status: status ?? '', number }
}

type Row = Awaited<ReturnType<typeof loader>>['page']['items'][number]

export default function Orders() {
  const say = useSay()
  const { page, status, number } = useLoaderData<typeof loader>()
  const byTime = useByTime()
  const columns: readonly Column<Row>[] = [
    { key: 'number', label: say('operator.orders.number'), cell: (row) => <bdi>{row.number}</bdi> },
    {
      key: 'created',
      label: say('operator.orders.created'),
      sort: byTime,
      cell: (row) => <Moment at={row.createdAt} />,
    },
    {
      key: 'status',
      label: say('operator.orders.status'),
      cell: (row) => <State of="order" is={row.status} />,
    },
    {
      key: 'units',
      label: say('operator.orders.units'),
      align: 'end',
      cell: (row) => <Count of={row.itemCount} />,
    },
    {
      key: 'total',
      label: say('operator.orders.total'),
      align: 'end',
      cell: ({ totals }) => <Amount amount={totals.total} currency={totals.currency} />,
    },
    {
      key: 'discounts',
      label: say('operator.orders.discounts'),
      align: 'end',
      isExtra: true,
      cell: ({ totals }) => <Amount amount={totals.discounts} currency={totals.currency} />,
    },
    {
      key: 'taxes',
      label: say('operator.orders.taxes'),
      align: 'end',
      isExtra: true,
      cell: ({ totals }) => <Amount amount={totals.taxes + totals.taxIncluded} currency={totals.currency} />,
    },
  ]
  const isFiltered = status !== '' || number !== ''
  return (
    <>
      <Toolbar title={say('operator.orders.title')} />
      <Filters clearTo={isFiltered ? '/orders' : null}>
        <FilterText name="number" label={say('operator.orders.numberFilter')} value={number} />
        <FilterChoice
          name="status"
          label={say('operator.orders.status')}
          value={status}
          options={[
            { value: '', label: say('operator.orders.anyStatus') },
            ...states.map((value) => ({ value, label: say(`operator.orderState.${value}`) })),
          ]}
        />
      </Filters>
      <DataTable
        name="operator-orders"
        caption={say('operator.orders.title')}
        columns={columns}
        rows={page.items}
        keyOf={(row) => row.orderId}
        linkOf={(row) => `/orders/${row.orderId}`}
        next={page.next}
        empty={<p>{say(isFiltered ? 'operator.orders.noneFound' : 'operator.orders.none')}</p>}
      />
      <Outlet />
    </>
  )
}
