// A point for each whole euro (or dollar, or …) of a paid order; what is refunded earns none.
import { endpoint, extension, feature, ok, on, struct, subscriber } from '@rialto/core'
import { orderCreated, orderPaid } from '@rialto/order-service/contract'
import { paymentRefunded } from '@rialto/payment-service/contract'
import { statement } from '@rialto/postgres'
import { Type } from 'typebox'

const insertOrder = statement(
  'loyalty_insert_order',
  `insert into ext_loyalty_order (tenant_id, order_id, user_id, total) values (tenant(), $1, $2, $3)`,
)
const payOrder = statement(
  'loyalty_pay_order',
  `update ext_loyalty_order set is_paid = true where tenant_id = tenant() and order_id = $1`,
)
const noteRefund = statement(
  'loyalty_note_refund',
  `insert into ext_loyalty_refund (tenant_id, order_id, refund_id, amount) values (tenant(), $1, $2, $3)
   on conflict (tenant_id, order_id, refund_id) do update set amount = excluded.amount`,
)
const sumPoints = statement(
  'loyalty_sum_points',
  `select coalesce(sum(greatest(0, o.total - coalesce(r.amount, 0)) / 100), 0)::int as points
   from ext_loyalty_order o left join lateral (select sum(amount)::bigint as amount from ext_loyalty_refund
     where tenant_id = o.tenant_id and order_id = o.order_id) r on true
   where o.tenant_id = tenant() and o.user_id = $1 and o.is_paid`,
)

const getPoints = endpoint({
  name: 'loyalty.get_points',
  summary: 'The points of the person who asks',
  method: 'GET',
  path: '/api/loyalty/points',
  permission: 'signed_in',
  input: struct({}),
  reply: struct({ points: Type.Integer({ minimum: 0 }) }),
})

export default extension({
  name: 'loyalty',
  directory: import.meta.dirname,
  endpoints: [
    feature(getPoints, async (_input, ctx) => {
      const [row] = await ctx.sql.query<{ points: number }>(sumPoints, [ctx.actor.id])
      return ok({ points: row?.points ?? 0 })
    }),
  ],
  subscribers: [
    subscriber({
      name: 'loyalty.follow_orders',
      kind: 'projection',
      on: [
        on(orderCreated, async ({ data }, tx) => {
          if (data.userId) await tx.query(insertOrder, [data.orderId, data.userId, data.total])
        }),
        on(orderPaid, async ({ data }, tx) => void (await tx.query(payOrder, [data.orderId]))),
        on(paymentRefunded, async ({ data: { orderId, refundId, status, amount } }, tx) => {
          // A refund may still fail after it succeeded: then it takes nothing away.
          await tx.query(noteRefund, [orderId, refundId, status === 'succeeded' ? amount.amount : 0])
        }),
      ],
    }),
  ],
})
