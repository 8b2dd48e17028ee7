// Journals a second that the ledger appends in batches, as the batching writer sends them: sales of two vendors with the
// provider's fee, deliveries that move a guarded account, credit that is given away.
import { randomUUID } from 'node:crypto'
import { fileURLToPath } from 'node:url'
import { simpleUpdatesPerSecond, testDatabase } from '@rialto/testing'
import { report, round } from '../measure/report.ts'

const targetPerSecond = 5_000
const journalsEach = 128
const lanes = 2
const warmUpSeconds = 3
const seconds = 15
const vendors = Array.from({ length: 50 }, () => randomUUID())
const tenantId = randomUUID()

const directory = fileURLToPath(new URL('../../services/payment-service', import.meta.url))
const ledger = await testDatabase({ services: [{ name: 'payment-service', directory }] })
try {
  await append(warmUpSeconds)
  const updates = await simpleUpdatesPerSecond({ clients: 32, seconds: 5 })
  const perSecond = await append(seconds)
  report({
    bench: `journals appended in batches of ${journalsEach} by ${lanes} lanes`,
    value: round(perSecond, 0),
    unit: 'journals/s',
    target: targetPerSecond,
    yardstick: `simple-update, 32 clients: ${round(updates, 0)}/s`,
    ratio: round(perSecond / updates, 2),
  })
} finally {
  await ledger.drop()
}

async function append(forSeconds: number): Promise<number> {
  const startedAt = performance.now()
  const end = startedAt + forSeconds * 1_000
  let journals = 0
  const lane = async () => {
    while (performance.now() < end) {
      const batch = Array.from({ length: journalsEach }, (_, index) => makeJournal(index))
      await ledger.database.app.query({
        name: 'append',
        text: `select count(*) from payment_append_journals_v1($1) where outcome ->> 'code' = 'posted'`,
        values: [JSON.stringify(batch)],
      })
      journals += batch.length
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  return (journals * 1_000) / (performance.now() - startedAt)
}

/** Of four journals two are sales, one is a delivery and one gives credit. */
function makeJournal(index: number): object {
  const one = vendors[index % vendors.length]
  const other = vendors[(index * 7 + 3) % vendors.length]
  const kinds = [
    { kind: 'sale', rows: saleRows(one, other) },
    { kind: 'delivery', rows: deliveryRows(one) },
    { kind: 'sale', rows: saleRows(other, one) },
    {
      kind: 'stored value issued',
      rows: [row('goodwill > customer.stored_value', 500, { holder_id: randomUUID() })],
    },
  ]
  const { kind, rows } = kinds[index % kinds.length] ?? { kind: 'sale', rows: [] }
  const id = randomUUID()
  return {
    tenantId,
    id,
    kind,
    cause: id,
    orderId: randomUUID(),
    digest: id,
    rows: rows.map((made, at) => ({ n: at + 1, ...made })),
  }
}

function saleRows(one: string | undefined, other: string | undefined) {
  return [
    row('provider.pending > order.clearing', 12_000),
    row('provider.fees > provider.pending', 378),
    row('order.clearing > vendor.held', 7_000, { vendor_id: one }),
    row('order.clearing > vendor.held', 5_000, { vendor_id: other }),
  ]
}

function deliveryRows(vendorId: string | undefined) {
  return [
    row('vendor.held > commission', 700, { vendor_id: vendorId }),
    row('vendor.held > commission_tax.payable', 133, { vendor_id: vendorId }),
    row('vendor.held > vendor.due', 6_167, { vendor_id: vendorId }),
  ]
}

function row(accounts: string, amount: number, dimensions: object = {}) {
  const [debit, credit] = accounts.split(' > ')
  return { debit, credit, amount: String(amount), currency: 'EUR', ...dimensions }
}
