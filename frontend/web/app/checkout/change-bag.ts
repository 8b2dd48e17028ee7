import { newId, ok, type Result, refuse } from '@rialto/core'
import { changeCart, changeCartItem, removeCartItem } from '@rialto/order-service/contract'
import type { Visit } from '@rialto/visit'
import { addToBag, type Bag, countBag, readBag } from '../bag.ts'

const removedCookie = 'rialto_removed'
const codesMax = 5
const quantityMax = 10_000
/** A change is tried again on the newest bag: two quick clicks are both meant. */
const triesMax = 3

/** What was taken out of the bag last: it can be put back with one click. */
export type Removed = {
  readonly sku: string
  readonly quantity: number
  readonly title: string
  /** Empty where it was bought outside of a drop. */
  readonly dropId: string
}
type Change = (bag: Bag) => Promise<Result<unknown>>

/** Sets a line to a quantity; none takes it out. */
export function setLine(visit: Visit, lineId: string, quantity: number): Promise<Result<unknown>> {
  return changeBag(visit, async (bag) => {
    const line = bag.lines.find((one) => one.lineId === lineId)
    if (!line) return ok(bag)
    const { cartId, version } = bag
    if (quantity < 1) {
      const removed = await visit.api.call(removeCartItem, { cartId, lineId })
      if (removed.ok) rememberRemoved(visit, line)
      return removed.ok ? ok(countBag(visit, removed.value)) : removed
    }
    const wanted = Math.min(quantity, quantityMax)
    const set = await visit.api.call(changeCartItem, { cartId, lineId, quantity: wanted, version })
    return set.ok ? ok(countBag(visit, set.value)) : set
  })
}

/** Puts back what was taken out. */
export async function putBack(visit: Visit, removed: Removed, key: string): Promise<Result<unknown>> {
  visit.setCookie(removedCookie, null)
  const { sku, quantity, dropId } = removed
  return addToBag(visit, {
    sku,
    quantity,
    key: key === '' ? newId() : key,
    ...(dropId === '' ? {} : { dropId }),
  })
}

/** What was taken out on the page before; told once. */
export function takeRemoved(visit: Visit): Removed | null {
  const kept = visit.cookie(removedCookie)
  if (kept === undefined) return null
  visit.setCookie(removedCookie, null)
  return readRemoved(kept)
}

function readRemoved(text: string): Removed | null {
  const [sku = '', quantity = '', dropId = '', ...title] = text.split('|')
  const units = Number(quantity)
  const isWhole = sku !== '' && Number.isInteger(units) && units > 0
  return isWhole ? { sku, quantity: units, dropId, title: title.join('|') } : null
}

function rememberRemoved(visit: Visit, line: Bag['lines'][number]): void {
  const { sku, quantity, dropId, title } = line
  const name = title[visit.language] || title.en
  visit.setCookie(removedCookie, [sku, quantity, dropId ?? '', name].join('|'))
}

/** Adds a promotion code. Whether it applies is said with the price. */
export function addCode(visit: Visit, typed: string): Promise<Result<unknown>> {
  const code = typed.trim().toUpperCase().slice(0, 40)
  return changeCodes(visit, (codes) => (code === '' ? codes : [...codes.filter((one) => one !== code), code]))
}

export function removeCode(visit: Visit, code: string): Promise<Result<unknown>> {
  return changeCodes(visit, (codes) => codes.filter((one) => one.toUpperCase() !== code.toUpperCase()))
}

function changeCodes(
  visit: Visit,
  change: (codes: readonly string[]) => readonly string[],
): Promise<Result<unknown>> {
  return changeBag(visit, (bag) => {
    const codes = change(bag.codes).slice(-codesMax)
    return visit.api.call(changeCart, { cartId: bag.cartId, version: bag.version, codes })
  })
}

async function changeBag(visit: Visit, change: Change): Promise<Result<unknown>> {
  let last: Result<unknown> = refuse('BUSY')
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    const bag = await readBag(visit)
    if (!bag.ok) return bag
    if (bag.value === null) return ok(null)
    last = await change(bag.value)
    if (last.ok || last.code !== 'VERSION_CONFLICT') return last
  }
  return last
}
