import { listVendors } from '@rialto/vendor-service/contract'
import { type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { State } from '../../operator/states.tsx'
import { orderByText, useByText } from '../../parts/by-text.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Count, Country } from '../../parts/moment.tsx'
import { FilterChoice, Filters, Toolbar } from '../../parts/toolbar.tsx'
import { titled, useRoot, useSay } from '../../texts.ts'
import { operatorOf, required } from '../../visit.ts'

export const meta = titled('operator.vendors.title')

const states = ['active', 'applied', 'suspended', 'closed'] as const

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await operatorOf(args)
  const query = new URL(args.request.url).searchParams
  const status = states.find((one) => one === query.get('status')) ?? 'active'
  const after = query.get('after')
  const page = required(
    await visit.api.call(listVendors, {
      status,
      ...(after ? { after } : {}),
      ...orderByText(query, 'name'),
    }),
  )
  return { page, status }
}

type Row = Awaited<ReturnType<typeof loader>>['page']['items'][number]

export default function Vendors() {
  const say = useSay()
  const { language } = useRoot()
  const { page, status } = useLoaderData<typeof loader>()
  const byName = useByText('name', say('operator.vendors.name'))
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      label: say('operator.vendors.name'),
      sort: { ...byName, atFirst: 'ascending' },
      cell: (row) => row.name,
    },
    {
      key: 'status',
      label: say('operator.orders.status'),
      cell: (row) => <State of="vendor" is={row.status} />,
    },
    {
      key: 'tagline',
      label: say('operator.vendors.tagline'),
      cell: (row) => row.tagline[language] || row.tagline.en || '–',
    },
    { key: 'country', label: say('operator.vendors.country'), cell: (row) => <Country code={row.country} /> },
    {
      key: 'ships',
      label: say('operator.vendors.shipsFrom'),
      cell: (row) => <Country code={row.shipsFrom} />,
    },
    {
      key: 'returns',
      label: say('operator.vendors.returnDays'),
      align: 'end',
      cell: (row) => <Count of={row.returnDays} />,
    },
    {
      key: 'slug',
      label: say('operator.vendors.slug'),
      isExtra: true,
      cell: (row) => <bdi>{row.slug}</bdi>,
    },
  ]
  return (
    <>
      <Toolbar title={say('operator.vendors.title')} />
      <Filters clearTo={null}>
        <FilterChoice
          name="status"
          label={say('operator.orders.status')}
          value={status}
          options={states.map((value) => ({ value, label: say(`operator.vendorState.${value}`) }))}
        />
      </Filters>
      <DataTable
        name="operator-vendors"
        caption={say('operator.vendors.title')}
        columns={columns}
        rows={page.items}
        keyOf={(row) => row.vendorId}
        linkOf={(row) => `/vendors/${row.vendorId}`}
        next={page.next}
        empty={<p>{say(status === 'applied' ? 'operator.vendors.noneApplied' : 'operator.vendors.none')}</p>}
      />
      <Outlet />
    </>
  )
}
