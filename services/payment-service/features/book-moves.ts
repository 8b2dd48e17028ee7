import { assert, type Tx } from '@rialto/core'
import type { Journal } from '../model/ledger-chart.ts'
import { deliver, divide, type Earned, type Item, type Reason, takeBack } from '../model/ledger-items.ts'
import { append } from '../store/ledger.ts'
import { lockItems, saveItems } from '../store/ledger-items.ts'

/** What happens to a vendor's part of an order, as the ledger sees it. */
export type Move =
  | { type: 'delivery'; orderId: string; vendorId: string; earned: Earned; availableOn: string }
  | (Reason & {
      type: 'refund'
      id: string
      orderId: string
      /** Whose part is refunded; null for the whole order. */
      vendorId: string | null
      amount: bigint
    })
  /** What belongs to the same commit and moves no item: the guards of all are locked together. */
  | { type: 'journal'; orderId: string; journal: Journal }

/** Books moves of any orders in this commit: their items are locked in one order, the ledger's guards come last. */
export async function bookMoves(tx: Tx, moves: readonly Move[]): Promise<void> {
  const orderIds = [...new Set(moves.map((move) => move.orderId))]
  await bookOn(tx, await lockItems(tx, orderIds), moves)
}

/** The same over items that are locked already. */
export async function bookOn(tx: Tx, locked: readonly Item[], moves: readonly Move[]): Promise<void> {
  const orders = Map.groupBy(locked, (item) => item.orderId)
  const changed = new Map<string, Item>()
  const journals = moves.map((move) => {
    const items = orders.get(move.orderId) ?? []
    const booked = bookMove(items, move)
    for (const item of booked.items) changed.set(item.id, item)
    orders.set(
      move.orderId,
      items.map((item) => changed.get(item.id) ?? item),
    )
    return booked.journal
  })
  await saveItems(tx, [...changed.values()])
  const written = journals.filter((journal) => journal.postings.length > 0)
  for (const [index, { code }] of (await append(tx, written)).entries()) {
    assert(code === 'posted', `INV-5: ${written[index]?.kind} of ${written[index]?.cause} is ${code}`)
  }
}

function bookMove(items: readonly Item[], move: Move): { items: Item[]; journal: Journal } {
  const { orderId } = move
  if (move.type === 'journal') return { items: [], journal: move.journal }
  if (move.type === 'delivery') {
    const own = items.filter((item) => item.vendorId === move.vendorId)
    const booked = own.map((item) => deliver(item, move.earned, move.availableOn))
    const postings = booked.flatMap((one) => one.postings)
    const journal = { kind: 'delivery', cause: `${orderId} ${move.vendorId}`, orderId, postings }
    return { items: booked.map((one) => one.item), journal }
  }
  const shares = divide(items, move.amount, move.vendorId)
  const booked = shares.map(({ item, amount }) => takeBack(item, amount, move))
  const postings = booked.flatMap((one) => one.postings)
  return {
    items: booked.map((one) => one.item),
    journal: { kind: 'refund decided', cause: move.id, orderId, postings },
  }
}
