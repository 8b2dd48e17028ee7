import { listVendorReturns } from '@rialto/order-service/contract'
import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { orderByTime, useByTime } from '../../parts/by-time.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Amount, Moment } from '../../parts/moment.tsx'
import { FilterChoice, Filters, Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { ReturnStateLabel, returnStates } from '../../vendor/return-state.tsx'
import { required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.returns.title')

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const query = new URL(args.request.url).searchParams
  const status = returnStates.find((one) => one === query.get('status')) ?? null
  const after = query.get('after')
  const wish = {
    limit: 50,
    ...(status ? { status } : {}),
    ...(after ? { after } : {}),
    ...orderByTime(query),
  }
  return { page: required(await visit.api.call(listVendorReturns, wish)), status }
}

type Row = Awaited<ReturnType<typeof loader>>['page']['items'][number]

export default function Returns() {
  const { page, status } = useLoaderData<typeof loader>()
  const say = useSay()
  const byTime = useByTime()
  const columns: readonly Column<Row>[] = [
    {
      key: 'number',
      label: say('vendor.orders.number'),
      cell: (row) => <bdi className="figures">{row.number}</bdi>,
    },
    {
      key: 'asked',
      label: say('vendor.returns.asked'),
      sort: byTime,
      cell: (row) => <Moment at={row.createdAt} />,
    },
    {
      key: 'state',
      label: say('vendor.orders.state'),
      cell: (row) => <ReturnStateLabel status={row.status} />,
    },
    {
      key: 'reason',
      label: say('vendor.returns.reason'),
      cell: (row) => say(`vendor.returnReason.${row.reason}`),
    },
    {
      key: 'units',
      label: say('vendor.orders.units'),
      align: 'end',
      cell: (row) => row.lines.reduce((sum, line) => sum + line.quantity, 0),
    },
    {
      key: 'refund',
      label: say('vendor.returns.refund'),
      align: 'end',
      cell: (row) => <Amount amount={row.refundAmount} currency={row.currency} />,
    },
  ]
  return (
    <>
      <Toolbar title={say('vendor.returns.title')} note={say('vendor.returns.note')} />
      <Filters clearTo={status === null ? null : '/vendor/returns'}>
        <FilterChoice
          name="status"
          label={say('vendor.orders.state')}
          value={status ?? ''}
          options={[
            { value: '', label: say('vendor.products.all') },
            ...returnStates.map((one) => ({ value: one, label: say(`vendor.returnState.${one}`) })),
          ]}
        />
      </Filters>
      <DataTable
        name="vendor-returns"
        caption={say('vendor.returns.title')}
        columns={columns}
        rows={page.items}
        keyOf={(row) => row.returnId}
        linkOf={(row) => `/vendor/returns/${row.returnId}`}
        next={page.next}
        empty={
          <>
            <p className="text-base font-semibold text-ink">
              {say(`vendor.returns.empty.${status === null ? 'none' : 'state'}.title`)}
            </p>
            <p>{say(`vendor.returns.empty.${status === null ? 'none' : 'state'}.text`)}</p>
          </>
        }
      />
      <Outlet />
    </>
  )
}
