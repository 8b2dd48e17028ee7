import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { booksOf } from './admin/books.ts'
import { operations } from './operations/registry.ts'
import type { Outcome } from './outcome.ts'
import { finishAuthentication } from './payments/authentication.ts'
import { settingsFrom } from './settings.ts'
import { inUnit } from './state/in-unit.ts'
import { openWorld } from './state/open-world.ts'
import type { PaymentIntentRecord } from './state/records.ts'
import { runDueTasks } from './state/run-due-tasks.ts'
import { nowMs, type World } from './state/world.ts'

const cards = [
  'visa',
  'visa',
  'mastercard',
  'chargeDeclined',
  'authenticationRequired',
  'refundFail',
  'pendingRefund',
  'bypassPending',
  'simulatorProcessing',
  'simulatorProcessingFails',
  'threeDSecureRequiredChargeDeclined',
]

type Step =
  | { do: 'pay'; amount: number; card: number; capture: number; currency: number }
  | { do: 'capture'; which: number; share: number }
  | { do: 'cancel' | 'authenticate' | 'reject' | 'confirm'; which: number }
  | { do: 'refund'; which: number; share: number }
  | { do: 'wait'; seconds: number }

const which = fc.nat(30)
const share = fc.integer({ min: 1, max: 120 })
const step: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('pay' as const),
      amount: fc.integer({ min: 50, max: 50_000 }),
      card: fc.nat(cards.length - 1),
      capture: fc.nat(2),
      currency: fc.nat(1),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('capture' as const), which, share }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constantFrom('cancel' as const, 'authenticate' as const, 'reject' as const, 'confirm' as const),
      which,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('refund' as const), which, share }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('wait' as const),
      seconds: fc.constantFrom(1, 10, 7_200, 200_000, 700_000),
    }),
  },
)

function call(world: World, name: string, { id = '', ...params }: Record<string, unknown>): Outcome {
  const operation = operations.find((one) => one.name === name)
  assert.ok(operation, name)
  assert.deepEqual(operation.check(params), [], name)
  return inUnit(world, (unit) => operation.run(unit, params, { id: String(id) }))
}

function take(world: World, next: Step): void {
  const intents = [...world.state.tables.payment_intents.rows()]
  const chosen = 'which' in next ? intents[next.which % Math.max(intents.length, 1)] : undefined
  const part =
    'share' in next && chosen !== undefined ? Math.max(1, Math.floor((chosen.amount * next.share) / 100)) : 1
  switch (next.do) {
    case 'pay':
      call(world, 'payment_intents.create', {
        amount: next.amount,
        currency: ['eur', 'usd'][next.currency],
        confirm: true,
        payment_method: `pm_card_${cards[next.card]}`,
        capture_method: ['automatic', 'automatic_async', 'manual'][next.capture],
        automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
      })
      return
    case 'wait':
      world.state.clockOffsetMs += next.seconds * 1000
      runDueTasks(world)
      return
    default:
      if (chosen !== undefined) change(world, next.do, { intent: chosen, part })
  }
}

function change(
  world: World,
  what: Step['do'],
  { intent, part }: { intent: PaymentIntentRecord; part: number },
): void {
  const { id } = intent
  if (what === 'capture') call(world, 'payment_intents.capture', { id, amount_to_capture: part })
  if (what === 'cancel') call(world, 'payment_intents.cancel', { id })
  if (what === 'confirm') call(world, 'payment_intents.confirm', { id, payment_method: 'pm_card_visa' })
  if (what === 'refund') call(world, 'refunds.create', { payment_intent: id, amount: part })
  if (what === 'authenticate') inUnit(world, (unit) => finishAuthentication(unit, intent, 'succeed'))
  if (what === 'reject') inUnit(world, (unit) => finishAuthentication(unit, intent, 'fail'))
}

function assertConserved(world: World): void {
  const { charges, refunds, payment_intents, balance_transactions } = world.state.tables
  for (const charge of charges.rows()) {
    const back = refunds.by('charge', charge.id).filter((refund) => refund.status !== 'failed')
    assert.equal(
      charge.amount_refunded ?? 0,
      back.reduce((sum, refund) => sum + refund.amount, 0),
      'refunded = sum of refunds',
    )
    assert.ok((charge.amount_captured ?? 0) <= charge.amount, 'captured <= authorised')
    const money = back
      .filter((refund) => refund.sim.release !== true)
      .reduce((sum, refund) => sum + refund.amount, 0)
    assert.ok(money <= (charge.amount_captured ?? 0), 'money given back <= captured')
    const booked = balance_transactions.by('source', charge.id)
    assert.ok(booked.length <= 1, 'a charge is booked at most once')
    if (booked[0] !== undefined) assert.equal(booked[0].amount, charge.amount_captured, 'booked = captured')
  }
  for (const refund of refunds.rows()) {
    const moved = balance_transactions.by('source', refund.id).reduce((sum, one) => sum + one.net, 0)
    assert.equal(
      moved,
      refund.sim.release === true || refund.status === 'failed' ? 0 : -refund.amount,
      'a refund moves its amount',
    )
  }
  for (const intent of payment_intents.rows()) {
    const good = charges.by('payment_intent', intent.id).filter((charge) => charge.status === 'succeeded')
    assert.ok(good.length <= 1, 'one intent takes money once')
    assert.equal(intent.amount_received ?? 0, good[0]?.amount_captured ?? 0, 'received = captured')
    assert.equal(
      intent.amount_capturable ?? 0,
      intent.status === 'requires_capture' ? intent.amount : 0,
      'capturable only while held',
    )
  }
  for (const book of booksOf(world.state, Math.floor(nowMs(world) / 1000))) {
    assert.equal(book.balance, book.expected, `${book.currency}: balance = captured - refunded - fees`)
  }
}

test('whatever is done in whatever order, no money appears or gets lost', () => {
  fc.assert(
    fc.property(fc.array(step, { minLength: 1, maxLength: 60 }), (steps) => {
      const world = openWorld(settingsFrom({}), undefined, 1)
      for (const next of steps) {
        take(world, next)
        assertConserved(world)
      }
    }),
    { numRuns: 150 },
  )
})
