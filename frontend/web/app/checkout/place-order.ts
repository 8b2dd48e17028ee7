import { createOrder } from '@rialto/order-service/contract'
import type { Visit } from '@rialto/visit'
import { forgetBag, readBag } from '../bag.ts'
import { textsIn } from '../texts.ts'
import { type Basket, priceBag } from './basket.ts'
import { setLine } from './change-bag.ts'
import { changesBetween, type Seen, seenOf } from './changes.ts'
import { type CheckoutForm, fieldErrors } from './form.ts'
import { rememberOrder } from './last-order.ts'
import { ruleOf } from './refusals.ts'
import { type Buyer, saveChoices } from './save-choices.ts'

const triesMax = 3

/** What the page shows again after the form was sent: all that was typed, and what stands in the way. */
export type Sent = {
  readonly form: CheckoutForm
  readonly errors: Readonly<Record<string, string>>
  readonly trouble: string | null
  /** The words of an extension that refused. */
  readonly rule: string | null
  /** The line that is short, and how many are left of it. */
  readonly short: { readonly sku: string; readonly left: number } | null
  /** The price that the person had agreed to, when it is another now. */
  readonly agreed: Seen | null
  readonly isOrdered: boolean
}

type Step = { readonly sent: Sent } | { readonly orderId: string }
const quiet = { errors: {}, trouble: null, rule: null, short: null, agreed: null, isOrdered: false } as const

/** Does what the form of the checkout asks for: keeps the choices, changes a line, or orders. */
export async function sendForm(visit: Visit, form: CheckoutForm, buyer: Buyer | null): Promise<Step> {
  const isOrder = form.intent === 'order'
  const again = (more: Partial<Sent>): Step => ({ sent: { ...quiet, form, isOrdered: isOrder, ...more } })
  if (form.fit !== '') {
    const [lineId = '', left = ''] = form.fit.split(':')
    const fitted = await setLine(visit, lineId, Math.max(0, Math.trunc(Number(left)) || 0))
    if (!fitted.ok) return again({ trouble: fitted.code })
  }
  const saved = await save(visit, form, buyer)
  if (!saved.ok) return again({ trouble: saved.code })
  if (!isOrder || saved.value === null) return again({})
  const errors = fieldErrors(form, textsIn(visit.language))
  if (Object.keys(errors).length > 0) return again({ errors })
  const basket = await priceBag(visit, saved.value)
  if (basket.quote === null || basket.problem !== null) return again({ trouble: basket.problem ?? 'BUSY' })
  if (form.seen === null || changesBetween(form.seen, seenOf(basket)).length > 0) {
    return again({ trouble: 'QUOTE_CHANGED', agreed: form.seen })
  }
  return order(visit, basket, { form, again })
}

async function save(visit: Visit, form: CheckoutForm, buyer: Buyer | null) {
  let last: Awaited<ReturnType<typeof readBag>> = { ok: true, value: null }
  for (let attempt = 0; attempt < triesMax; attempt += 1) {
    const bag = await readBag(visit)
    if (!bag.ok || bag.value === null) return bag
    last = await saveChoices(visit, bag.value, { form, saved: buyer?.saved ?? [] })
    if (last.ok || last.code !== 'VERSION_CONFLICT') return last
  }
  return last
}

type Rest = { readonly form: CheckoutForm; readonly again: (more: Partial<Sent>) => Step }

async function order(visit: Visit, basket: Basket, { form, again }: Rest): Promise<Step> {
  const { cartId, version: cartVersion, quote } = basket
  const { quoteId = '', digest = '' } = quote ?? {}
  // One key for each price that is agreed to: the same form sent twice orders once.
  const key = `${form.key}.${quoteId}`
  const ordered = await visit.api.call(createOrder, { cartId, cartVersion, quoteId, digest }, { key })
  if (ordered.ok) {
    rememberOrder(visit, ordered.value.orderId)
    forgetBag(visit)
    return { orderId: ordered.value.orderId }
  }
  const { code } = ordered
  if (code === 'QUOTE_CHANGED' || code === 'CART_CHANGED') return again({ trouble: code, agreed: form.seen })
  const short = code === 'SOLD_OUT' ? readShort(ordered.data) : null
  return again({ trouble: code, rule: ruleOf(ordered), short })
}

/** Which product is short, as the refusal says. */
export function readShort(data: unknown): Sent['short'] {
  const { sku, left } = (data ?? {}) as { sku?: unknown; left?: unknown }
  return typeof sku === 'string' && typeof left === 'number' ? { sku, left: Math.max(0, left) } : null
}
