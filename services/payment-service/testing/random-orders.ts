import { deriveId } from '@rialto/core'
import { postSale, type VendorShare } from '../model/ledger.ts'
import type { Journal } from '../model/ledger-chart.ts'

/** A number from 0 to below `below`, the same for the same seed (mulberry32). */
export type Draw = (below: number) => number

export function drawFrom(seed: number): Draw {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

export const currencies = ['EUR', 'USD', 'JPY'] as const
const vendorsMax = 12

export type Part = VendorShare & { left: bigint; isDelivered: boolean }
export type RandomOrder = {
  orderId: string
  tenderId: string
  currency: string
  amount: bigint
  parts: Part[]
  /** Refunds name the vendor, or the whole order: what is left of each is known then whoever comes first. */
  isRefundedWhole: boolean
  /** What of it is paid by stored value. */
  fromValue: bigint
  refunds: number
}

/** An order of one to four vendors, frozen as order-service would. The first vendor is everybody's favourite. */
export function drawOrder(draw: Draw, seed: number, n: number): RandomOrder {
  const orderId = deriveId('random order', String(seed), String(n))
  const wanted = new Set(Array.from({ length: 1 + draw(4) }, () => draw(3) * draw(vendorsMax)))
  const parts = [...wanted].map((vendor) => {
    const total = BigInt(1 + draw(50_000))
    const discountsByPlatform = draw(4) === 0 ? BigInt(draw(2_000)) : 0n
    const commission = (total * BigInt(draw(25))) / 100n
    const commissionTax = (commission * 19n) / 100n
    const vendorId = deriveId('random vendor', String(seed), String(vendor))
    return {
      vendorId,
      total,
      discountsByPlatform,
      commission,
      commissionTax,
      left: total,
      isDelivered: false,
    }
  })
  return {
    orderId,
    tenderId: deriveId('random tender', orderId),
    currency: currencies[draw(currencies.length)] ?? 'EUR',
    amount: parts.reduce((sum, part) => sum + part.total, 0n),
    parts,
    isRefundedWhole: draw(3) === 0,
    fromValue: 0n,
    refunds: 0,
  }
}

/** The journal that the capture of the card posts. */
export function saleOf({ orderId, tenderId, currency, amount, parts, fromValue }: RandomOrder): Journal {
  const card = amount - fromValue
  const fee = card / 40n
  const postings = postSale({ amount: card, fee, currency, vendors: parts })
  return { kind: 'sale', cause: tenderId, orderId, postings }
}
