import { listVendorOrders } from '@rialto/order-service/contract'
import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { orderByTime, useByTime } from '../../parts/by-time.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Amount, Moment } from '../../parts/moment.tsx'
import { FilterChoice, Filters, FilterText, Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { PartStateLabel, partStates } from '../../vendor/order-state.tsx'
import { required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.orders.title')

const views = ['to_ship', ...partStates, 'all'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const query = new URL(args.request.url).searchParams
  const number = query.get('number')?.trim() ?? ''
  // Whoever looks for a number means that order, wherever it stands.
  const viewDefault = number === '' ? 'to_ship' : 'all'
  const view = views.find((one) => one === query.get('view')) ?? viewDefault
  const status = partStates.find((one) => one === view)
  const after = query.get('after')
  const list = await visit.api.call(listVendorOrders, {
    limit: 50,
    ...(view === 'to_ship' ? { toShip: true } : {}),
    ...(status ? { status } : {}),
    ...(number === '' ? {} : { number: number.slice(0, 20) }),
    ...(after ? { after } : {}),
    ...orderByTime(query),
  })
  return { page: required(list), view, number }
}

type Row = Awaited<ReturnType<typeof loader>>['page']['items'][number]

export default function Orders() {
  const { page, view, number } = useLoaderData<typeof loader>()
  const say = useSay()
  const byTime = useByTime()
  const columns: readonly Column<Row>[] = [
    {
      key: 'number',
      label: say('vendor.orders.number'),
      cell: (row) => <bdi className="figures">{row.number}</bdi>,
    },
    {
      key: 'placed',
      label: say('vendor.orders.placed'),
      sort: byTime,
      cell: (row) => <Moment at={row.createdAt} />,
    },
    { key: 'state', label: say('vendor.orders.state'), cell: (row) => <PartStateLabel {...row} /> },
    { key: 'open', label: say('vendor.orders.open'), align: 'end', cell: (row) => row.unitsOpen },
    { key: 'units', label: say('vendor.orders.units'), align: 'end', cell: (row) => row.units },
    {
      key: 'total',
      label: say('vendor.orders.total'),
      align: 'end',
      cell: (row) => <Amount amount={row.total} currency={row.currency} />,
    },
    {
      key: 'commission',
      label: say('vendor.orders.commission'),
      align: 'end',
      isExtra: true,
      cell: (row) => <Amount amount={row.commission + row.commissionTax} currency={row.currency} />,
    },
  ]
  const isFiltered = view !== 'to_ship' || number !== ''
  return (
    <>
      <Toolbar title={say('vendor.orders.title')} note={say('vendor.orders.note')} />
      <Filters clearTo={isFiltered ? '/vendor/orders' : null}>
        <FilterChoice
          name="view"
          label={say('vendor.orders.state')}
          value={view}
          options={views.map((one) => ({ value: one, label: say(`vendor.orders.view.${one}`) }))}
        />
        <FilterText name="number" label={say('vendor.orders.search')} value={number} />
      </Filters>
      <DataTable
        name="vendor-orders"
        caption={say('vendor.orders.title')}
        columns={columns}
        rows={page.items}
        keyOf={(row) => row.orderId}
        linkOf={(row) => `/vendor/orders/${row.orderId}`}
        actions={(row) => <RowActions row={row} />}
        next={page.next}
        empty={<Empty isSearch={number !== ''} isToShip={view === 'to_ship'} />}
      />
      <Outlet />
    </>
  )
}

function RowActions({ row }: { row: Row }) {
  const say = useSay()
  return (
    <a
      href={`/dashboard/vendor/orders/${row.orderId}/slip`}
      className="inline-flex items-center text-lagoon underline-offset-4 hover:underline pointer-coarse:min-h-11"
    >
      {say('vendor.slip.open')}
      <span className="sr-only"> {row.number}</span>
    </a>
  )
}

function Empty({ isSearch, isToShip }: { isSearch: boolean; isToShip: boolean }) {
  const say = useSay()
  const kind = isSearch ? 'search' : isToShip ? 'toShip' : 'state'
  return (
    <>
      <p className="text-base font-semibold text-ink">{say(`vendor.orders.empty.${kind}.title`)}</p>
      <p>{say(`vendor.orders.empty.${kind}.text`)}</p>
    </>
  )
}
