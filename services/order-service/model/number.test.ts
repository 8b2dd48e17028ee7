import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { orderNumber, orderNumberBytes, readOrderNumber } from './number.ts'

const number = fc.uint8Array({ minLength: orderNumberBytes, maxLength: orderNumberBytes }).map(orderNumber)

describe('the number of an order', () => {
  it('is read as it was written, also with small letters, spaces and look-alikes', () => {
    fc.assert(
      fc.property(number, (written) => {
        assert.match(written, /^R[0-9A-HJKMNP-TV-Z]{9}$/)
        const typed = written.toLowerCase().replaceAll('0', 'o').replaceAll('1', 'l')
        assert.equal(readOrderNumber(`${typed.slice(0, 5)} ${typed.slice(5)}`), written)
      }),
    )
  })

  it('is not read with one wrong character', () => {
    const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
    const slip = fc.record({
      written: number,
      at: fc.integer({ min: 1, max: 9 }),
      wrong: fc.constantFrom(...alphabet),
    })
    fc.assert(
      fc.property(slip, ({ written, at, wrong }) => {
        fc.pre(written.charAt(at) !== wrong)
        assert.equal(readOrderNumber(written.slice(0, at) + wrong + written.slice(at + 1)), undefined)
      }),
    )
  })
})
