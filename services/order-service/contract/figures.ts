import { calendarDay, endpoint, struct } from '@rialto/core'
import { Type } from 'typebox'

const count = Type.Integer({ minimum: 0 })
const currency = Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' })
const day = calendarDay()

/** Beyond this, what waits is not counted on: `10000` then means "10,000 or more". */
export const waitingCountMax = 10_000

export const getFigures = endpoint({
  name: 'order.get_figures',
  summary: 'A day’s orders, what they brought, and what waits to be shipped now',
  method: 'GET',
  path: '/api/operator/figures',
  permission: 'order.read_all_orders',
  input: struct({
    day: Type.Optional(Type.String({ ...day, description: 'A day of UTC; today without it' })),
  }),
  reply: struct({
    day,
    orders: struct({ created: count, paid: count, cancelled: count, unpaid: count }),
    revenue: Type.Array(
      struct({
        currency,
        amount: Type.Integer({
          description: 'Totals of the day’s orders that were paid and not cancelled since',
        }),
        orders: count,
      }),
      { description: 'By currency, the largest number of orders first' },
    ),
    toShip: struct({
      parts: Type.Integer({ description: 'Vendors’ parts that are paid and not wholly shipped' }),
      late: Type.Integer({ description: 'Those of them from orders that are older than three days' }),
    }),
  }),
})
