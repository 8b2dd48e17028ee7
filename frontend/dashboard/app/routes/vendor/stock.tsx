import { listLevels, listWarehouses } from '@rialto/inventory-service/contract'
import { getProduct } from '@rialto/product-service/contract'
import { Link, type LoaderFunctionArgs, Outlet, useLoaderData } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { orderByText, useByText } from '../../parts/by-text.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Count } from '../../parts/moment.tsx'
import { Filters, FilterText, Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.stock.title')

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const query = new URL(args.request.url).searchParams
  const sku = query.get('sku')?.trim().slice(0, 100) ?? ''
  const productId = query.get('product') || null
  const after = query.get('after')
  const [levels, warehouses] = await Promise.all([
    visit.api.call(listLevels, {
      limit: productId === null ? 50 : 100,
      ...(sku === '' ? {} : { sku }),
      ...(productId === null ? {} : { productId }),
      ...(after ? { after } : {}),
      ...orderByText(query, 'sku'),
    }),
    visit.api.call(listWarehouses, { limit: 100 }),
  ])
  const product = productId === null ? null : await visit.api.call(getProduct, { productId })
  const { items, next } = required(levels)
  const names = new Map(required(warehouses).items.map((one) => [one.id, one.name]))
  const rows = items.map((one) => ({ ...one, warehouse: names.get(one.warehouseId) ?? one.warehouseId }))
  // A product whose stock never came has no rows of its own: its SKUs are shown, so that somebody can receive it.
  const skus = product?.ok ? product.value.variants.map((one) => one.sku) : []
  const without = skus.filter((one) => rows.every((row) => row.sku !== one))
  return {
    rows: [...rows, ...without.map((one) => ({ ...nothingYet, sku: one }))],
    next,
    sku,
    title: product?.ok ? product.value.title : null,
  }
}

const nothingYet = { warehouseId: '', warehouse: '—', available: 0, onHand: 0, reserved: 0, allocated: 0 }

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

export default function Stock() {
  const { rows, next, sku, title } = useLoaderData<typeof loader>()
  const say = useSay()
  const bySku = useByText('sku', say('vendor.products.sku'))
  const columns: readonly Column<Row>[] = [
    {
      key: 'sku',
      label: say('vendor.products.sku'),
      sort: { ...bySku, atFirst: 'ascending' },
      cell: (row) => <bdi className="whitespace-nowrap">{row.sku}</bdi>,
    },
    { key: 'warehouse', label: say('vendor.stock.warehouse'), cell: (row) => <bdi>{row.warehouse}</bdi> },
    {
      key: 'available',
      label: say('vendor.stock.available'),
      align: 'end',
      cell: (row) => <AvailableCell units={row.available} />,
    },
    {
      key: 'onHand',
      label: say('vendor.stock.onHand'),
      align: 'end',
      cell: (row) => <Count of={row.onHand} />,
    },
    {
      key: 'reserved',
      label: say('vendor.stock.reserved'),
      align: 'end',
      cell: (row) => <Count of={row.reserved} />,
    },
    {
      key: 'allocated',
      label: say('vendor.stock.allocated'),
      align: 'end',
      cell: (row) => <Count of={row.allocated} />,
    },
  ]
  return (
    <>
      <Toolbar title={say('vendor.stock.title')} note={title ?? say('vendor.stock.note')} />
      <Filters clearTo={sku === '' && title === null ? null : '/vendor/stock'}>
        <FilterText name="sku" label={say('vendor.stock.search')} value={sku} />
      </Filters>
      <DataTable
        name="vendor-stock"
        caption={say('vendor.stock.title')}
        columns={columns}
        rows={rows}
        keyOf={(row) => `${row.sku} ${row.warehouseId}`}
        linkOf={(row) => `/vendor/stock/${encodeURIComponent(row.sku)}`}
        next={next}
        empty={<Empty sku={sku} />}
      />
      <Outlet />
    </>
  )
}

function AvailableCell({ units }: { units: number }) {
  const say = useSay()
  return units > 0 ? (
    <Count of={units} />
  ) : (
    <span className="text-danger">{say('vendor.products.soldOut')}</span>
  )
}

function Empty({ sku }: { sku: string }) {
  const say = useSay()
  const kind = sku === '' ? 'none' : 'search'
  return (
    <>
      <p className="text-base font-semibold text-ink">{say(`vendor.stock.empty.${kind}.title`)}</p>
      <p>{say(`vendor.stock.empty.${kind}.text`)}</p>
      <p className="pt-2">
        {sku === '' ? (
          <Link to="/vendor/products" className={buttonClass('quiet')}>
            {say('vendor.products.title')}
          </Link>
        ) : (
          <Link
            to={`/vendor/stock/${encodeURIComponent(sku)}?${new URLSearchParams({ sku })}`}
            className={buttonClass('quiet')}
          >
            {say('vendor.stock.receiveFor', { sku })}
          </Link>
        )}
      </p>
    </>
  )
}
