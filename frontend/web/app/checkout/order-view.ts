import type { getOrder, trackOrder } from '@rialto/order-service/contract'
import type { Visit } from '@rialto/visit'
import { findVendorNames, type VendorName } from './basket.ts'
import { progressOf, type Step } from './progress.ts'

export type Order = NonNullable<(typeof getOrder)['types']>['output']
export type Tracked = NonNullable<(typeof trackOrder)['types']>['output']
type Part = Tracked['vendors'][number]

/** One vendor's part of an order: whose it is, how far it has come, when it arrives. */
export type PartView = VendorName & {
  readonly status: Part['status']
  readonly delivery: Part['delivery']
  readonly shipments: Part['shipments']
  readonly steps: readonly Step[]
}

export async function partsOf(
  visit: Visit,
  order: Pick<Order, 'timeline'> & { readonly vendors: readonly Part[] },
): Promise<PartView[]> {
  const names = await findVendorNames(
    visit,
    order.vendors.map((part) => part.vendorId),
  )
  return order.vendors.flatMap((part) => {
    const vendor = names.find((one) => one.vendorId === part.vendorId)
    const { status, delivery, shipments } = part
    const steps = progressOf(part, order.timeline)
    return vendor ? [{ ...vendor, status, delivery, shipments, steps }] : []
  })
}
