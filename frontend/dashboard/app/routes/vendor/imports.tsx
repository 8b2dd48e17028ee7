import { listWarehouses } from '@rialto/inventory-service/contract'
import { createImport, importFormats, listImports } from '@rialto/product-service/contract'
import { useEffect } from 'react'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  Outlet,
  useLoaderData,
  useRevalidator,
} from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Count, Moment } from '../../parts/moment.tsx'
import { Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { ImportForm } from '../../vendor/import-form.tsx'
import { ImportStateLabel } from '../../vendor/import-state.tsx'
import { fieldOf, newKey, problemOf, required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.imports.title')

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const after = new URL(args.request.url).searchParams.get('after')
  const [imports, warehouses] = await Promise.all([
    visit.api.call(listImports, { limit: 25, ...(after ? { after } : {}) }),
    visit.api.call(listWarehouses, { limit: 100 }),
  ])
  return {
    page: required(imports),
    warehouses: warehouses.ok ? warehouses.value.items.map(({ code, name }) => ({ code, name })) : [],
    key: newKey(),
  }
}

/** Opens an import; its file follows to its own address, so that it is read while it arrives. */
export async function action(args: ActionFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const form = await args.request.formData()
  const format = importFormats.find((one) => one === fieldOf(form, 'format')) ?? 'jsonl'
  const warehouse = fieldOf(form, 'warehouse')
  const isShopify = format === 'shopify-csv'
  const opened = await visit.api.call(
    createImport,
    {
      format,
      name: fieldOf(form, 'name').slice(0, 200) || 'import',
      ...(isShopify ? { currency: fieldOf(form, 'currency') || 'EUR' } : {}),
      ...(isShopify && warehouse !== '' ? { warehouse } : {}),
    },
    { key: fieldOf(form, 'key') || newKey() },
  )
  return opened.ok ? { importId: opened.value.id } : problemOf(opened)
}

type Row = Awaited<ReturnType<typeof loader>>['page']['items'][number]

const refreshMs = 1_500
/** The longest that an import may take to be read. */
const refreshMsMax = 3_600_000

export default function Imports() {
  const { page, warehouses, key } = useLoaderData<typeof loader>()
  const say = useSay()
  useRefresh(page.items)
  const columns: readonly Column<Row>[] = [
    {
      key: 'name',
      label: say('vendor.imports.file'),
      cell: (row) => <bdi className="inline-block min-w-36 break-words">{row.name}</bdi>,
    },
    {
      key: 'state',
      label: say('vendor.imports.state'),
      cell: (row) => <ImportStateLabel state={row.state} />,
    },
    {
      key: 'done',
      label: say('vendor.imports.done'),
      align: 'end',
      cell: (row) => <Count of={row.rowsDone} />,
    },
    {
      key: 'changed',
      label: say('vendor.imports.changed'),
      align: 'end',
      cell: (row) => <Count of={row.rowsChanged} />,
    },
    {
      key: 'rejected',
      label: say('vendor.imports.rejected'),
      align: 'end',
      cell: (row) => (
        <span className={row.rowsRejected > 0 ? 'text-danger' : ''}>
          <Count of={row.rowsRejected} />
        </span>
      ),
    },
    { key: 'at', label: say('vendor.imports.begun'), cell: (row) => <Moment at={row.createdAt} /> },
  ]
  return (
    <>
      <Toolbar
        title={say('vendor.imports.title')}
        note={say('vendor.imports.note')}
        actions={
          <a href="/dashboard/vendor/imports/export" download className={buttonClass('quiet')}>
            {say('vendor.imports.export')}
          </a>
        }
      />
      <ImportForm sendKey={key} warehouses={warehouses} />
      <DataTable
        name="vendor-imports"
        caption={say('vendor.imports.title')}
        columns={columns}
        rows={page.items}
        keyOf={(row) => row.id}
        linkOf={(row) => `/vendor/imports/${row.id}`}
        next={page.next}
        empty={
          <>
            <p className="text-base font-semibold text-ink">{say('vendor.imports.empty.title')}</p>
            <p>{say('vendor.imports.empty.text')}</p>
          </>
        }
      />
      <Outlet />
    </>
  )
}

/** While an import works, its numbers are read again and again. One that nobody feeds any more is left alone. */
function useRefresh(imports: readonly Pick<Row, 'state' | 'createdAt'>[]): void {
  const { revalidate } = useRevalidator()
  const working = imports.filter((one) => one.state === 'running' || one.state === 'waiting')
  const newest = Math.max(0, ...working.map((one) => Date.parse(one.createdAt)))
  useEffect(() => {
    if (newest === 0) return
    const timer = setInterval(() => {
      const isOver = Date.now() - newest > refreshMsMax
      if (!isOver && document.visibilityState === 'visible') void revalidate()
    }, refreshMs)
    return () => clearInterval(timer)
  }, [newest, revalidate])
}
