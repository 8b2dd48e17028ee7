import type { Plant } from './plant.ts'

const takeHold = 'services/inventory-service/procedures/take-hold-v1.sql'
const createOrder = 'services/order-service/procedures/create-order-v1.sql'
const stockLock = `    perform from inventory_stock s
    where (s.tenant_id, s.sku) in (
      select (item ->> 'tenantId')::uuid, l.sku
      from jsonb_array_elements(items) with ordinality x (item, n), jsonb_to_recordset(item -> 'lines') l (sku text)
      where x.n = any (fresh))
    order by s.tenant_id, s.sku, s.warehouse_id
    for no key update;`
const dropStockCheck = 'alter table inventory_stock drop constraint inventory_stock_promises'

/** Locks of one transaction after the other come so fast that an idle machine never sees two of them cross. */
function slowLocks(order: string) {
  return {
    file: takeHold,
    from: stockLock,
    to: stockLock
      .replace('perform from', 'perform pg_sleep(0.001) from')
      .replace('s.tenant_id, s.sku, s.warehouse_id', order),
  }
}

/** The planted bugs of spine 14, as far as there are proofs that see them (README). */
export const plants: readonly Plant[] = [
  {
    name: 'guard removed: units are taken without asking how many are left',
    proof: '20 buyers for 5 units',
    seen: /ordered: 20|no more is promised/,
    statements: [dropStockCheck],
    procedures: [
      {
        file: takeHold,
        from: 'taken := least(missing, greatest(0, stock_free[at]));',
        to: 'taken := missing;',
      },
    ],
  },
  {
    name: 'guard removed: stock is read without its lock',
    proof: 'many last units at once',
    seen: /no more is promised|SOLD_OUT/,
    statements: [dropStockCheck],
    procedures: [
      {
        file: takeHold,
        from: stockLock,
        to: stockLock.replace('\n    for no key update', ''),
      },
    ],
  },
  {
    name: 'guard removed: a limit is counted and not held',
    proof: 'a limit of 2 per person',
    seen: /LIMIT_REACHED/,
    statements: ['alter table inventory_limit_usage drop constraint inventory_limit_usage_max'],
    procedures: [
      { file: takeHold, from: 'if limit_used[at] + line.quantity > line.max then', to: 'if false then' },
    ],
  },
  {
    name: 'stored outcome ignored: a hold that was taken is decided again',
    proof: '10 submits of one cart',
    seen: /Expected values|Every|one cart became/,
    procedures: [
      {
        file: takeHold,
        from: 'into fresh from wanted join claimed using (tenant_id, id, generation);',
        to: 'into fresh from wanted;',
      },
    ],
  },
  {
    name: 'key not stored: an order forgets the key that made it',
    proof: 'a request sent again',
    seen: /an order:/,
    procedures: [
      {
        file: createOrder,
        from: 'where x.n = any (fresh) and x.n <> all (accepted)\n    and i.tenant_id',
        to: 'where x.n = any (fresh)\n    and i.tenant_id',
      },
    ],
  },
  {
    name: 'key not stored: no endpoint remembers its answers',
    proof: 'a request sent again',
    seen: /a receipt of stock:/,
    code: [
      {
        file: 'packages/postgres/src/once.ts',
        from: '`insert into rialto_idempotency (tenant_id, id, fingerprint) values (tenant(), $1, $2)\n   on conflict do nothing returning id`',
        to: '`select $1::uuid as id where $2::text is not null`',
      },
    ],
  },
  {
    name: 'acknowledged before commit: an order is answered while it is still to be written',
    proof: 'servers are killed',
    seen: /was answered|must exist, once|never came/,
    code: [
      {
        file: 'services/order-service/features/commit-order.ts',
        from: 'const outcome = await ctx.batch(createOrderOperation, item)',
        to: 'const outcome = { code: "created" as const }\n    setTimeout(() => void ctx.batch(createOrderOperation, item).catch(() => {}), 300)',
      },
    ],
  },
  {
    name: 'compensation without re-read: a cancel that the provider refused counts as done',
    proof: 'all news of payments come after',
    seen: /cancelled/,
    code: [
      {
        file: 'services/payment-service/features/settle-tender.ts',
        from: "const known = answer.outcome === 'done' ? answer : await provider.retrieveIntent(intentId)",
        to: `const known = answer.outcome === 'done' ? answer : { outcome: 'done' as const, value: {
          id: intentId, status: 'canceled' as const, clientSecret: null, actionUrl: null, captured: 0n, fee: null,
          failure: null, metadata: {} } }`,
      },
    ],
  },
  {
    name: 'lock order reversed in every second transaction, each lock taking a millisecond',
    proof: 'baskets of the same products in any order',
    seen: /busy with each other|ever waited for each other/,
    procedures: [slowLocks('case pg_current_xact_id()::text::bigint % 2 when 0 then s.sku end, s.sku desc')],
  },
  {
    name: 'control, nothing to be seen: the right lock order, each lock taking a millisecond',
    proof: 'baskets of the same products in any order',
    seen: null,
    procedures: [slowLocks('s.tenant_id, s.sku, s.warehouse_id')],
  },
  {
    name: 'hold expired by another clock: the deadline of an order comes from its server',
    proof: 'holds and times to pay end',
    seen: /units that came back|BUSY/,
    code: [
      {
        file: 'services/order-service/features/create-order.ts',
        from: 'clock: () => found.clock.getTime() + (performance.now() - readAt),',
        to: 'clock: () => Date.now(),',
      },
    ],
  },
  {
    name: 'row-level security off on one table',
    proof: '10 submits of one cart',
    seen: /row-level security is on|sees no row/,
    statements: [
      'alter table order_head no force row level security',
      'alter table order_head disable row level security',
    ],
  },
  {
    name: 'inbox row missing: a consumer does not remember what it took',
    proof: 'a request sent again',
    seen: /never took/,
    code: [
      {
        file: 'packages/events/src/consume/apply-event.ts',
        from: '`insert into rialto_inbox (tenant_id, consumer, event_id) values (tenant(), $1, $2)\n   on conflict do nothing returning event_id`',
        to: '`select $2::uuid as event_id where $1::text is not null`',
      },
    ],
  },
]
