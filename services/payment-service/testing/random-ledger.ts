import { newId } from '@rialto/core'
import { accepted, actorWith } from '@rialto/testing'
import { correctLedger, rebuildBalances } from '../contract.ts'
import projectLedger from '../features/project-ledger.ts'
import { append } from '../store/ledger.ts'
import { move, refundWithTender, settle } from './random-moves.ts'
import { saleOf } from './random-orders.ts'
import { newOrder, type RandomLedger, take } from './random-state.ts'
import { useValue } from './random-value.ts'

const ordersEach = 120
const lanes = 3
const operator = actorWith(['payment.manage_ledger'], { id: 'operator' })

/** Random work until so many journals are there: operations of all kinds, in batches, three lanes at once. */
export async function workAtRandom(ledger: RandomLedger, journals: number): Promise<void> {
  let left = journals
  const lane = async () => {
    while (left > 0) {
      const made = await work(ledger)
      left -= made
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
}

function work(ledger: RandomLedger): Promise<number> {
  const kinds: [number, (ledger: RandomLedger) => Promise<number>][] = [
    [30, sell],
    [40, move],
    [8, settle],
    [6, useValue],
    [6, refundWithTender],
    [6, project],
    [2, correct],
  ]
  let drawn = ledger.draw(kinds.reduce((sum, [weight]) => sum + weight, 0))
  for (const [weight, kind] of kinds) {
    if (drawn < weight) return kind(ledger)
    drawn -= weight
  }
  return Promise.resolve(0)
}

/** Captures: many sales in one commit, some of them told twice. */
async function sell(ledger: RandomLedger): Promise<number> {
  const orders = Array.from({ length: 20 + ledger.draw(ordersEach) }, () => newOrder(ledger))
  const journals = orders.map(saleOf)
  await ledger.ctx.tx((tx) => append(tx, [...journals, ...journals.slice(0, 3)]))
  take(ledger, orders)
  return journals.length
}

async function project(ledger: RandomLedger): Promise<number> {
  await projectLedger.run({ key: '', data: {}, attempts: 1 }, ledger.ctx)
  if (ledger.draw(10) > 0) return 0
  const key = newId()
  accepted((await ledger.services.run(rebuildBalances, {}, { actor: operator, key })).result)
  return 0
}

async function correct(ledger: RandomLedger): Promise<number> {
  const row = { debit: 'provider.fees', credit: 'provider.pending', amount: 1, currency: 'EUR' }
  const input = { reason: 'provider_differs' as const, rows: [row] }
  accepted((await ledger.services.run(correctLedger, input, { actor: operator, key: newId() })).result)
  return 1
}
