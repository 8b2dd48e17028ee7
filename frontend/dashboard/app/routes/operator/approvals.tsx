import { approveProduct, listProducts } from '@rialto/product-service/contract'
import { Picture } from '@rialto/ui'
import {
  type ActionFunctionArgs,
  type LoaderFunctionArgs,
  Outlet,
  useFetcher,
  useLoaderData,
} from 'react-router'
import { vendorNames } from '../../operator/names.server.ts'
import { buttonClass } from '../../parts/button.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Count, Moment } from '../../parts/moment.tsx'
import { Toolbar } from '../../parts/toolbar.tsx'
import { titled, useRefusal, useSay } from '../../texts.ts'
import { fieldOf, operatorOf, type Problem, problemOf, required } from '../../visit.ts'

export const meta = titled('operator.approvals.title')

export async function loader(args: LoaderFunctionArgs) {
  const { visit } = await operatorOf(args)
  const after = new URL(args.request.url).searchParams.get('after')
  const wish = { status: 'pending_approval' as const, ...(after ? { after } : {}) }
  const page = required(await visit.api.call(listProducts, wish))
  return {
    page,
    names: await vendorNames(
      visit,
      page.items.map(({ vendorId }) => vendorId),
    ),
  }
}

/** Approves from the list, for whoever knows the product already. */
export async function action(args: ActionFunctionArgs) {
  const { visit } = await operatorOf(args)
  const productId = fieldOf(await args.request.formData(), 'productId')
  const answer = await visit.api.call(approveProduct, { productId })
  return answer.ok ? {} : problemOf(answer)
}

type Row = Awaited<ReturnType<typeof loader>>['page']['items'][number]

export default function Approvals() {
  const say = useSay()
  const { page, names } = useLoaderData<typeof loader>()
  const columns: readonly Column<Row>[] = [
    {
      key: 'title',
      label: say('operator.approvals.product'),
      cell: (row) => (
        <span className="flex items-center gap-3">
          <span className="w-8 shrink-0">
            <Picture image={row.image} alt="" sizes="32px" />
          </span>
          {row.title}
        </span>
      ),
    },
    { key: 'vendor', label: say('operator.approvals.vendor'), cell: (row) => names[row.vendorId] },
    {
      key: 'sku',
      label: say('operator.approvals.sku'),
      cell: (row) => <bdi>{row.sku ?? '–'}</bdi>,
    },
    {
      key: 'variants',
      label: say('operator.approvals.variants'),
      align: 'end',
      cell: (row) => <Count of={row.variantCount} />,
    },
    {
      key: 'updated',
      label: say('operator.approvals.submitted'),
      align: 'end',
      cell: (row) => <Moment at={row.updatedAt} />,
    },
  ]
  return (
    <>
      <Toolbar title={say('operator.approvals.title')} note={say('operator.approvals.note')} />
      <DataTable
        name="operator-approvals"
        caption={say('operator.approvals.title')}
        columns={columns}
        rows={page.items}
        keyOf={(row) => row.id}
        linkOf={(row) => `/approvals/${row.id}`}
        actions={(row) => <ApproveNow row={row} />}
        next={page.next}
        empty={<p>{say('operator.approvals.none')}</p>}
      />
      <Outlet />
    </>
  )
}

function ApproveNow({ row }: { row: Row }) {
  const say = useSay()
  const refusal = useRefusal('operator')
  const fetcher = useFetcher<{ problem?: Problem }>()
  const problem = fetcher.data?.problem
  return (
    <fetcher.Form method="post" className="inline-flex items-center gap-2">
      {problem ? (
        <span role="alert" className="text-danger">
          {refusal(problem.code)}
        </span>
      ) : null}
      <input type="hidden" name="productId" value={row.id} />
      <button
        type="submit"
        disabled={fetcher.state !== 'idle'}
        aria-label={say('operator.approvals.approveNamed', { title: row.title })}
        className={buttonClass('plain')}
      >
        {say('operator.approvals.approve')}
      </button>
    </fetcher.Form>
  )
}
