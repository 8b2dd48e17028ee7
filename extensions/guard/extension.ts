// Says no to more than 30 units at once, and to the payment of who leaves order after order unpaid: the scenarios run
// with it.
import { check, extension, provider } from '@rialto/core'
import { beforeOrder, fraudScore } from '@rialto/order-service/contract'

const unitsMax = 30
const unpaidMax = 2

export default extension({
  name: 'guard',
  directory: import.meta.dirname,
  checks: [
    check({
      name: 'units',
      point: beforeOrder,
      whenUnavailable: 'refuse',
      decide: ({ items }) => {
        const units = items.reduce((sum, { quantity }) => sum + quantity, 0)
        return units > unitsMax ? { code: 'TOO_MANY', detail: `At most ${unitsMax} units at once` } : null
      },
    }),
  ],
  providers: [
    provider({
      port: fraudScore,
      provide: ({ unpaidOrders }) =>
        unpaidOrders > unpaidMax
          ? { score: 99, reasons: ['orders_and_never_pays'] }
          : { score: 0, reasons: [] },
    }),
  ],
})
