import { getVendorOrder } from '@rialto/order-service/contract'
import { Icon } from '@rialto/ui'
import { getVendor } from '@rialto/vendor-service/contract'
import { Link, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { buttonClass } from '../../parts/button.ts'
import { Moment } from '../../parts/moment.tsx'
import { titled, useSay } from '../../texts.ts'
import { type OrderedLine, openUnitsOf } from '../../vendor/order-lines.tsx'
import { PostalAddress } from '../../vendor/postal-address.tsx'
import { required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.slip.title')

/** The paper that goes into the parcel. It has no prices: what was paid is not the recipient's matter. */
export async function loader(args: LoaderFunctionArgs) {
  const { visit, vendorId } = await vendorStaffOf(args)
  const orderId = args.params['orderId'] ?? ''
  const part = required(await visit.api.call(getVendorOrder, { orderId }))
  const vendor = await visit.api.call(getVendor, { slugOrId: vendorId })
  const { number, createdAt, items, shippingAddress, shipments } = part
  return {
    orderId,
    number,
    createdAt,
    items,
    shippingAddress,
    shipments,
    vendorName: vendor.ok ? vendor.value.name : '',
  }
}

/** Units that lie in the next parcel: those that are open, or all that were sent when nothing is. */
function unitsOn(line: OrderedLine, hasOpen: boolean): number {
  return hasOpen ? openUnitsOf(line) : line.shipped
}

export default function Slip() {
  const { orderId, number, createdAt, items, shippingAddress, vendorName } = useLoaderData<typeof loader>()
  const say = useSay()
  const hasOpen = items.some((line) => openUnitsOf(line) > 0)
  const lines = items.filter((line) => unitsOn(line, hasOpen) > 0)
  return (
    <main className="mx-auto grid max-w-3xl gap-8 p-6 print:max-w-none print:p-0">
      <div className="flex flex-wrap gap-2 print:hidden">
        <button type="button" onClick={() => window.print()} className={buttonClass('primary')}>
          {say('vendor.slip.print')}
        </button>
        <Link to={`/vendor/orders/${orderId}`} className={buttonClass('quiet')}>
          {say('vendor.slip.back')}
        </Link>
      </div>
      <header className="flex flex-wrap items-start justify-between gap-6 border-b border-ink pb-4">
        <div className="grid gap-1">
          <h1 className="text-xl font-semibold">{say('vendor.slip.title')}</h1>
          <p>
            <bdi className="figures font-semibold">{number}</bdi> · <Moment at={createdAt} isDay />
          </p>
          <p className="text-ink-2">
            <bdi>{vendorName}</bdi>
          </p>
        </div>
        {shippingAddress ? (
          <div className="text-base">
            <PostalAddress address={shippingAddress} hasPhone={false} />
          </div>
        ) : (
          <p className="max-w-xs text-ink-2">{say('vendor.slip.noAddress')}</p>
        )}
      </header>
      <table className="w-full">
        <caption className="sr-only">{say('vendor.slip.lines')}</caption>
        <thead>
          <tr className="border-b border-ink text-start text-xs text-ink-2">
            <th scope="col" className="w-10 py-2">
              <span className="sr-only">{say('vendor.slip.packed')}</span>
            </th>
            <th scope="col" className="py-2 text-start">
              {say('vendor.slip.article')}
            </th>
            <th scope="col" className="py-2 text-start">
              {say('vendor.products.sku')}
            </th>
            <th scope="col" className="py-2 text-end">
              {say('vendor.slip.quantity')}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineId} className="break-inside-avoid border-b border-stone">
              <td className="py-3">
                <span aria-hidden="true" className="block size-4 border border-ink" />
              </td>
              <th scope="row" className="py-3 text-start font-semibold">
                <bdi>{line.title}</bdi>
                <span className="block text-xs font-normal text-ink-2">
                  <bdi>{Object.values(line.options).join(' · ')}</bdi>
                </span>
              </th>
              <td className="figures py-3">
                <bdi>{line.sku}</bdi>
              </td>
              <td className="figures py-3 text-end text-base font-semibold">{unitsOn(line, hasOpen)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="flex items-center gap-2 text-ink-2">
        <Icon name="info" className="size-4" />
        {say('vendor.slip.returns', { number })}
      </p>
    </main>
  )
}
