import { getProduct, listProducts } from '@rialto/product-service/contract'
import { Icon, Picture } from '@rialto/ui'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { orderByText, useByText } from '../../parts/by-text.ts'
import { orderByTime, useByTime } from '../../parts/by-time.ts'
import { type Column, DataTable } from '../../parts/data-table.tsx'
import { Amount, Count, Moment } from '../../parts/moment.tsx'
import { FilterChoice, Filters, FilterText, Toolbar } from '../../parts/toolbar.tsx'
import { titled, useSay } from '../../texts.ts'
import { categoryChoices } from '../../vendor/catalogue.server.ts'
import { ProductStateLabel, productStates } from '../../vendor/product-state.tsx'
import { languageOf, required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.products.title')

const byTitle = 'title' as const

export async function loader(args: LoaderFunctionArgs) {
  const { visit, may } = await vendorStaffOf(args)
  const query = new URL(args.request.url).searchParams
  const words = query.get('words')?.trim().slice(0, 100) ?? ''
  const status = productStates.find((one) => one === query.get('status')) ?? null
  const categoryId = query.get('category') || null
  const after = query.get('after')
  const [list, categories] = await Promise.all([
    visit.api.call(listProducts, {
      limit: 25,
      ...(words === '' ? {} : { words }),
      ...(status ? { status } : {}),
      ...(categoryId ? { categoryId } : {}),
      ...(after ? { after } : {}),
      ...orderOf(query),
    }),
    categoryChoices(visit.api, languageOf(args)),
  ])
  const { items, next } = required(list)
  const rows = await Promise.all(
    items.map(async (one) => ({ ...one, ...(await moneyAndStock(visit.api, one.id)) })),
  )
  const mayEdit = may('product.edit_products')
  return { rows, next, words, status, categoryId, categories, mayEdit }
}

/** By title, or by the time at which they were added. */
function orderOf(query: URLSearchParams) {
  const isByTitle = [byTitle, `-${byTitle}`].includes(query.get('sort') ?? '')
  return isByTitle ? { sortBy: byTitle, ...orderByText(query, byTitle) } : orderByTime(query)
}

type Api = Awaited<ReturnType<typeof vendorStaffOf>>['visit']['api']

/** Price and stock belong to other services: a product that cannot be read stays in the list without them. */
async function moneyAndStock(api: Api, productId: string) {
  const answer = await api.call(getProduct, { productId })
  if (!answer.ok) return { available: null, pricing: null }
  const { variants, pricing } = answer.value
  const isKnown = variants.every((one) => one.available !== null)
  const available = variants.reduce((sum, one) => sum + (one.available ?? 0), 0)
  return { available: isKnown ? available : null, pricing }
}

type Row = Awaited<ReturnType<typeof loader>>['rows'][number]

export default function Products() {
  const { rows, next, words, status, categoryId, categories, mayEdit } = useLoaderData<typeof loader>()
  const say = useSay()
  const isFiltered = words !== '' || status !== null || categoryId !== null
  const all = { value: '', label: say('vendor.products.all') }
  return (
    <>
      <Toolbar
        title={say('vendor.products.title')}
        note={say('vendor.products.note')}
        actions={mayEdit ? <NewProduct /> : null}
      />
      <Filters clearTo={isFiltered ? '/vendor/products' : null}>
        <FilterText name="words" label={say('vendor.products.search')} value={words} />
        <FilterChoice
          name="status"
          label={say('vendor.products.state')}
          value={status ?? ''}
          options={[
            all,
            ...productStates.map((one) => ({ value: one, label: say(`vendor.productState.${one}`) })),
          ]}
        />
        <FilterChoice
          name="category"
          label={say('vendor.products.category')}
          value={categoryId ?? ''}
          options={[all, ...categories]}
        />
      </Filters>
      <DataTable
        name="vendor-products"
        caption={say('vendor.products.title')}
        columns={useColumns()}
        rows={rows}
        keyOf={(row) => row.id}
        linkOf={(row) => `/vendor/products/${row.id}`}
        next={next}
        empty={<Empty isFiltered={isFiltered} />}
      />
    </>
  )
}

function useColumns(): readonly Column<Row>[] {
  const say = useSay()
  return [
    {
      key: 'title',
      label: say('vendor.products.product'),
      sort: useByText(byTitle, say('vendor.products.product')),
      cell: (row) => <TitleCell row={row} />,
    },
    {
      key: 'state',
      label: say('vendor.products.state'),
      cell: (row) => <ProductStateLabel status={row.status} />,
    },
    {
      key: 'sku',
      label: say('vendor.products.sku'),
      cell: (row) => <bdi className="whitespace-nowrap">{row.sku}</bdi>,
    },
    {
      key: 'variants',
      label: say('vendor.products.variants'),
      align: 'end',
      cell: (row) => row.variantCount,
    },
    {
      key: 'stock',
      label: say('vendor.products.available'),
      align: 'end',
      cell: (row) => <StockCell available={row.available} />,
    },
    {
      key: 'price',
      label: say('vendor.products.price'),
      align: 'end',
      cell: (row) => <PriceCell row={row} />,
    },
    {
      key: 'created',
      label: say('vendor.products.created'),
      sort: useByTime(),
      cell: (row) => (row.createdAt ? <Moment at={row.createdAt} /> : '—'),
    },
    {
      key: 'updated',
      label: say('vendor.products.updated'),
      isExtra: true,
      cell: (row) => <Moment at={row.updatedAt} />,
    },
  ]
}

function TitleCell({ row }: { row: Row }) {
  return (
    <span className="grid grid-cols-[2rem_minmax(0,1fr)] min-w-52 items-center gap-3">
      <Picture image={row.image} alt="" sizes="32px" />
      <bdi>{row.title}</bdi>
    </span>
  )
}

function StockCell({ available }: { available: number | null }) {
  const say = useSay()
  if (available === null) return <span className="text-ink-2">{say('vendor.products.unknown')}</span>
  return available === 0 ? (
    <span className="text-danger">{say('vendor.products.soldOut')}</span>
  ) : (
    <Count of={available} />
  )
}

function PriceCell({ row }: { row: Row }) {
  const say = useSay()
  if (!row.pricing) return <span className="text-danger">{say('vendor.products.unpriced')}</span>
  const { basePrice, salePrice, currency } = row.pricing
  return <Amount amount={salePrice ?? basePrice} currency={currency} />
}

function NewProduct() {
  return (
    <Link to="/vendor/products/new" className={buttonClass('primary')}>
      <Icon name="plus" className="size-4" />
      {useSay()('vendor.products.new')}
    </Link>
  )
}

function Empty({ isFiltered }: { isFiltered: boolean }) {
  const say = useSay()
  const kind = isFiltered ? 'search' : 'none'
  return (
    <>
      <p className="text-base font-semibold text-ink">{say(`vendor.products.empty.${kind}.title`)}</p>
      <p>{say(`vendor.products.empty.${kind}.text`)}</p>
      {isFiltered ? null : (
        <p className="flex flex-wrap gap-2 pt-2">
          <NewProduct />
          <Link to="/vendor/imports" className={buttonClass('quiet')}>
            {say('vendor.imports.title')}
          </Link>
        </p>
      )}
    </>
  )
}
