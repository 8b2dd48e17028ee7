import {
  adjustStock,
  countStock,
  listLevels,
  listMovements,
  listWarehouses,
  receiveStock,
} from '@rialto/inventory-service/contract'
import { type ActionFunctionArgs, Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Moment } from '../../parts/moment.tsx'
import { SheetSection, SideSheet } from '../../parts/side-sheet.tsx'
import { titled, useSay } from '../../texts.ts'
import { StockForm } from '../../vendor/stock-form.tsx'
import { fieldOf, newKey, problemOf, required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.stock.title')

const movementsShown = 50

export async function loader(args: LoaderFunctionArgs) {
  const { visit, may } = await vendorStaffOf(args)
  const sku = args.params['sku'] ?? ''
  const [levels, movements, warehouses] = await Promise.all([
    visit.api.call(listLevels, { sku, limit: 100 }),
    visit.api.call(listMovements, { sku, limit: movementsShown }),
    visit.api.call(listWarehouses, { limit: 100 }),
  ])
  const places = required(warehouses).items.map(({ id, name }) => ({ id, name }))
  const level = required(levels).items
  return {
    sku,
    levels: level,
    movements: movements.ok ? movements.value.items : [],
    places,
    key: newKey(),
    mayChange: may('inventory.change_stock'),
  }
}

export async function action(args: ActionFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const form = await args.request.formData()
  const place = { sku: args.params['sku'] ?? '', warehouseId: fieldOf(form, 'warehouseId') }
  const units = Number(fieldOf(form, 'units'))
  const options = { key: fieldOf(form, 'key') || newKey() }
  const isWhole = Number.isInteger(units) && fieldOf(form, 'units') !== ''
  if (!isWhole || units < 0) return problemOf({ ok: false, code: 'UNITS_WRONG' })
  const answer = await change({ api: visit.api, place, units, options }, fieldOf(form, 'change'))
  return answer.ok ? { done: true } : problemOf(answer)
}

type Change = {
  api: Awaited<ReturnType<typeof vendorStaffOf>>['visit']['api']
  place: { sku: string; warehouseId: string }
  units: number
  options: { key: string }
}

function change({ api, place, units, options }: Change, kind: string) {
  switch (kind) {
    case 'receive':
      return api.call(receiveStock, { ...place, quantity: units }, options)
    case 'count':
      return api.call(countStock, { ...place, counted: units }, options)
    default:
      return api.call(adjustStock, { ...place, quantity: kind === 'found' ? units : -units }, options)
  }
}

export default function StockItem() {
  const { sku, levels, movements, places, key, mayChange } = useLoaderData<typeof loader>()
  const say = useSay()
  const nameOf = (id: string) => places.find((one) => one.id === id)?.name ?? id
  const [first] = levels
  return (
    <SideSheet
      title={<bdi>{sku}</bdi>}
      backTo="/vendor/stock"
      note={
        first ? (
          <Link
            to={`/vendor/products/${first.productId}`}
            className="justify-self-start text-lagoon underline-offset-4 hover:underline"
          >
            {say('vendor.stock.toProduct')}
          </Link>
        ) : null
      }
    >
      <SheetSection title={say('vendor.stock.levels')}>
        {first ? <Levels nameOf={nameOf} /> : <p className="text-ink-2">{say('vendor.stock.noLevels')}</p>}
      </SheetSection>
      {mayChange ? (
        <SheetSection title={say('vendor.stock.change')}>
          <StockForm
            // A refused change leaves what was typed; one that was made begins anew.
            key={`${movements.length} ${movements[0]?.at}`}
            sendKey={key}
            places={places}
            placeDefault={first?.warehouseId ?? places[0]?.id ?? ''}
          />
        </SheetSection>
      ) : null}
      <SheetSection title={say('vendor.stock.movements')}>
        <ol className="grid">
          {movements.map((one, index) => (
            <li
              // biome-ignore lint/suspicious/noArrayIndexKey: two movements of one moment may be alike in everything
              key={`${one.at} ${index}`}
              className="grid grid-cols-[auto_minmax(0,1fr)_auto] gap-3 border-t border-stone py-2"
            >
              <Moment at={one.at} />
              <span className="grid">
                <span>{say('vendor.stock.cause', { cause: one.cause })}</span>
                <span className="text-xs text-ink-2">
                  {say(`vendor.stock.bucket.${one.bucket}`)} · <bdi>{nameOf(one.warehouseId)}</bdi>
                </span>
              </span>
              <bdi className="figures text-end font-semibold">
                {`${one.delta > 0 ? '+' : '−'}${Math.abs(one.delta)}`}
              </bdi>
            </li>
          ))}
        </ol>
        {movements.length === 0 ? <p className="text-ink-2">{say('vendor.stock.noMovements')}</p> : null}
      </SheetSection>
    </SideSheet>
  )
}

function Levels({ nameOf }: { nameOf: (id: string) => string }) {
  const { levels } = useLoaderData<typeof loader>()
  const say = useSay()
  const columns = ['available', 'onHand', 'reserved', 'allocated'] as const
  const cellClass = 'border-b border-stone py-2 ps-3'
  return (
    <table className="w-full">
      <caption className="sr-only">{say('vendor.stock.levels')}</caption>
      <thead>
        <tr>
          <th scope="col" className="border-b border-stone py-2 text-start text-xs font-semibold text-ink-2">
            {say('vendor.stock.warehouse')}
          </th>
          {columns.map((one) => (
            <th key={one} scope="col" className={`${cellClass} text-end text-xs font-semibold text-ink-2`}>
              {say(`vendor.stock.${one}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {levels.map((level) => (
          <tr key={level.warehouseId}>
            <th scope="row" className="border-b border-stone py-2 text-start font-semibold">
              <bdi>{nameOf(level.warehouseId)}</bdi>
            </th>
            {columns.map((one) => (
              <td key={one} className={`${cellClass} figures text-end`}>
                {level[one]}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
