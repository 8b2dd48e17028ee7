// Random operations on the ledger, by its own features, against what must hold in the books. 20,000 journals here;
// `node services/payment-service/features/ledger-at-random.test.ts --full --seed 7` makes 1,000,000.
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { parseArgs } from 'node:util'
import { accepted, actorWith, type TestServices, testServices } from '@rialto/testing'
import { getTrialBalance } from '../contract.ts'
import payments from '../service.ts'
import { projectBalances } from '../store/ledger-balances.ts'
import { checkBooks, sumsOf } from '../testing/ledger-books.ts'
import { workAtRandom } from '../testing/random-ledger.ts'
import { openRandomLedger, type RandomLedger } from '../testing/random-state.ts'

const { values } = parseArgs({
  options: {
    full: { type: 'boolean', default: false },
    journals: { type: 'string' },
    seed: { type: 'string' },
  },
  strict: false,
})
const seed = Number(values['seed'] ?? Math.floor(Math.random() * 1_000_000))
const journalsWanted = Number(values['journals'] ?? (values['full'] === true ? 1_000_000 : 20_000))
/** The books are held against each other between the rounds too, not only at the end. */
const rounds = values['full'] === true ? 5 : 2

describe(`the ledger under random operations, seed ${seed}`, () => {
  let services: TestServices
  let ledger: RandomLedger
  before(async () => {
    services = await testServices({ services: [payments] })
    ledger = openRandomLedger(services, seed)
  })
  after(() => services.close())

  it(`keeps its books over ${journalsWanted} journals`, async (test) => {
    let seconds = 0
    for (let round = 1; round <= rounds; round += 1) {
      const startedAt = performance.now()
      const goal = Math.ceil((journalsWanted * round) / rounds)
      // An operation may find nothing to do: what is there counts, not what was tried.
      for (let made = await countJournals(); made < goal; made = await countJournals())
        await workAtRandom(ledger, goal - made)
      seconds += (performance.now() - startedAt) / 1_000
      await projectAll()
      assert.deepEqual(await checkBooks(services.database.system), [], `seed ${seed}`)
    }
    const journals = await countJournals()
    test.diagnostic(`${journals} journals in ${seconds.toFixed(1)} s, ${ledger.ordersMade} orders`)
  })

  it('says what the driver knows by itself, and earns of untouched orders their frozen commission', async () => {
    const { known } = ledger
    const creditsOf = (
      account: string,
    ) => `select currency as key, sum(credit - debit)::bigint as sum from side
      where account = '${account}' group by 1 having sum(credit - debit) <> 0`
    const [paid, back, earned, owed, value] = await sumsOf(services.database.system, [
      `select vendor_id || ' ' || currency as key, sum(debit)::bigint as sum from side
       where account = 'order.clearing' and vendor_id is not null group by 1`,
      `select currency as key, sum(credit)::bigint as sum from side
       where account = 'customer.refund_owed' and vendor_id is not null group by 1`,
      `select order_id || ' ' || vendor_id as key, sum(credit - debit)::bigint as sum from side
       where account = 'commission' and order_id is not null group by 1`,
      creditsOf('customer.refund_owed'),
      creditsOf('customer.stored_value'),
    ])
    assert.deepEqual(paid, known.paid)
    assert.deepEqual(back, known.back)
    assert.deepEqual(owed, withoutZeros(known.owed))
    assert.deepEqual(value, withoutZeros(known.value))
    const untouched = known.orders.filter((order) => order.refunds === 0)
    assert.ok(untouched.length > 0)
    for (const { orderId, parts } of untouched) {
      for (const part of parts) {
        const wanted = part.isDelivered ? part.commission : 0n
        assert.equal(earned?.get(`${orderId} ${part.vendorId}`) ?? 0n, wanted)
      }
    }
  })

  it('has a trial balance that sums to zero in each currency', async () => {
    const operator = actorWith(['payment.read_ledger'])
    const { currencies } = accepted((await services.run(getTrialBalance, {}, { actor: operator })).result)
    assert.equal(currencies.length, 3)
    for (const { difference, debit } of currencies) assert.ok(difference === 0 && debit > 0)
  })

  async function countJournals(): Promise<number> {
    const { rows } = await services.database.system.query(
      'select count(*)::integer as n from payment_journal',
    )
    return rows[0].n
  }

  /** Elsewhere in the cluster a transaction may hold the projection back for a moment. */
  async function projectAll(): Promise<void> {
    for (let attempt = 0; ; attempt += 1) {
      await projectBalances(ledger.ctx.sql, 2_000)
      const { rows } = await services.database.system.query(
        `select exists (select from payment_journal j join payment_projection p
           on p.tenant_id = j.tenant_id and j.xact > p.through_xact) as "isBehind"`,
      )
      if (!rows[0].isBehind) return
      assert.ok(attempt < 2_000, 'journals are not projected')
      if (attempt % 20 === 19) await new Promise((resolve) => setTimeout(resolve, 50))
    }
  }
})

function withoutZeros(sums: ReadonlyMap<string, bigint>): Map<string, bigint> {
  return new Map([...sums].filter(([, sum]) => sum !== 0n))
}
