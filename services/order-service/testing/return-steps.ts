import { type Actor, newId } from '@rialto/core'
import { accepted } from '@rialto/testing'
import {
  approveReturn,
  findReturnable,
  getReturn,
  receiveReturn,
  rejectReturn,
  requestReturn,
} from '../contract.ts'
import { type Shop, staffOf } from './shop.ts'

export type Asked = { returnId: string; status: string; refundAmount: number }
type Wish = {
  orderId: string
  vendorId: string
  lines: { sku: string; quantity: number }[]
  key?: string
}

export function ask(shop: Shop, actor: Actor, { key = newId(), ...wish }: Wish) {
  const words = { reason: 'does_not_fit' as const, comment: ' too small ' }
  return shop.services.run(requestReturn, { ...wish, ...words }, { actor, key })
}

/** What of an order can still be sent back, by SKU. */
export async function findLines(shop: Shop, actor: Actor, orderId: string) {
  const found = accepted((await shop.services.run(findReturnable, { orderId }, { actor })).result)
  return new Map(found.vendors.flatMap((vendor) => vendor.lines.map((line) => [line.sku, line])))
}

export async function approve(shop: Shop, vendorId: string, returnId: string) {
  const as = { actor: staffOf(vendorId), key: newId() }
  return (await shop.services.run(approveReturn, { returnId }, as)).result
}

export async function reject(shop: Shop, vendorId: string, returnId: string) {
  const as = { actor: staffOf(vendorId), key: newId() }
  return (await shop.services.run(rejectReturn, { returnId, answer: 'It was worn outside.' }, as)).result
}

type Receipt = { returnId: string; lines: { sku: string; restock: number; writeOff: number }[] }

export async function receive(shop: Shop, vendorId: string, { returnId, lines }: Receipt) {
  const as = { actor: staffOf(vendorId), key: newId() }
  return (await shop.services.run(receiveReturn, { returnId, lines }, as)).result
}

export async function show(shop: Shop, actor: Actor, returnId: string) {
  return accepted((await shop.services.run(getReturn, { returnId }, { actor })).result)
}
