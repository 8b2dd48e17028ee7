import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { newId, timeOfId } from '@rialto/core'
import { firstIdAt, paidProblems } from './paid-orders.ts'

const captured = { orderId: 'a', orderNumber: 'R1', amount: 1_200n, currency: 'EUR', isOld: true }
const paid = { orderId: 'a', total: 1_200, currency: 'EUR' }

describe('orders that are paid, and what was captured', () => {
  it('are the same, and every difference is told once', () => {
    assert.deepEqual(paidProblems([paid], [captured]), [])
    assert.match(
      paidProblems([{ ...paid, total: 1_201 }], [captured]).join(),
      /costs 1201 EUR, captured were 1200 EUR/,
    )
    assert.match(paidProblems([{ ...paid, currency: 'USD' }], [captured]).join(), /costs 1200 USD/)
    assert.match(paidProblems([], [captured]).join(), /captured for R1, which is not paid/)
    assert.match(paidProblems([paid], []).join(), /1200 EUR were not captured/)
  })

  it('may differ while the order has not heard of its money', () => {
    assert.deepEqual(paidProblems([], [{ ...captured, isOld: false }]), [])
  })

  it('are found by the time in their ids', () => {
    const now = new Date()
    assert.equal(timeOfId(firstIdAt(now)), now.getTime())
    assert.ok(firstIdAt(new Date(now.getTime() - 1)) < newId())
    assert.ok(firstIdAt(new Date(now.getTime() + 60_000)) > newId())
  })
})
