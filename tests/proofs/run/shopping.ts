import { randomUUID } from 'node:crypto'
import type { Order, Person, Product, WireAnswer } from '@rialto/testing'
import { until } from '@rialto/testing'
import type { Random } from './random.ts'
import type { World } from './world.ts'

type Means = 'card' | 'declined card, then card' | 'declined card' | 'nothing'

/** One visit as its client knows it: what it was told, and what it was never told. */
export type Visit = {
  readonly person: Person
  readonly cartId: string
  readonly means: Means
  /** What the shop acknowledged. */
  order: Order | null
  /** What the shop refused: no order may exist. */
  refused: string | null
  /** The last word on the money. */
  paid: 'captured' | 'declined' | 'not tried'
}

const quoteAttemptsMax = 8
const declinedCard = 'pm_card_chargeDeclined'
const goodCard = 'pm_card_visa'

/** Somebody fills a basket, orders it, sometimes impatiently, and pays by some means or not at all. */
export async function visit(world: World, products: readonly Product[], random: Random): Promise<Visit> {
  const { market } = world
  const person = await market.guest()
  const wishes = random.chance(0.4)
    ? products.slice(0, 2).map((product) => [product, 1] as const)
    : [[random.pick(products), random.between(1, 2)] as const]
  const cartId = await market.cart(person, wishes)
  const made: Visit = {
    person,
    cartId,
    means: meansOf(random),
    order: null,
    refused: null,
    paid: 'not tried',
  }
  const answer = await order(world, made, random.chance(0.25))
  if (answer.status === 201) made.order = answer.body
  else if (answer.status < 500) made.refused = answer.code
  if (made.order) made.paid = await pay(world, made, made.order.orderId)
  return made
}

function meansOf(random: Random): Means {
  const dice = random.fraction()
  if (dice < 0.6) return 'card'
  if (dice < 0.8) return 'declined card, then card'
  return dice < 0.92 ? 'declined card' : 'nothing'
}

/** The impatient press the button twice: two requests with one key, at once. */
async function order(world: World, visit: Visit, isImpatient: boolean): Promise<WireAnswer<Order>> {
  const quote = await quoteOf(world, visit)
  const key = randomUUID()
  const presses = isImpatient ? 2 : 1
  const answers = await Promise.all(
    Array.from({ length: presses }, () => world.market.submit(visit.person, quote, key)),
  )
  const [first] = answers
  if (!first) throw new Error('Nothing was submitted')
  // What was refused before anything was decided is not kept under the key, and says so.
  const kept = answers.filter(({ headers }) => headers.get('idempotency-stored') !== 'no')
  const texts = new Set(kept.map(({ text }) => text))
  if (texts.size > 1) throw new Error(`One key was answered in two ways:\n${[...texts].join('\n')}`)
  return answers.find(({ status }) => status === 201) ?? first
}

/** A change whose reply was lost raised the version: whoever is told so looks again and goes on. */
async function quoteOf(world: World, { person, cartId }: Visit) {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await world.market.quote(person, cartId)
    } catch (error) {
      if (attempt === quoteAttemptsMax || !/VERSION_CONFLICT/.test(String(error))) throw error
    }
  }
}

async function pay(world: World, visit: Visit, orderId: string): Promise<Visit['paid']> {
  switch (visit.means) {
    case 'nothing':
      return 'not tried'
    case 'card':
      return attempt(world, { visit, orderId, card: goodCard })
    case 'declined card':
      return attempt(world, { visit, orderId, card: declinedCard })
    case 'declined card, then card':
      await attempt(world, { visit, orderId, card: declinedCard })
      return attempt(world, { visit, orderId, card: goodCard })
  }
}

/** One attempt to pay. When nobody knows its outcome yet, the payer waits and asks how it stands. */
async function attempt(
  world: World,
  wish: { visit: Visit; orderId: string; card: string },
): Promise<Visit['paid']> {
  const { person } = wish.visit
  const answer = await world.market.pay(person, wish.orderId, wish.card)
  if (answer.status === 200 && answer.body.status === 'captured') return 'captured'
  if (answer.code === 'PAYMENT_DECLINED') return 'declined'
  const isOpen = answer.status === 200 || answer.code === 'PAYMENT_UNKNOWN' || answer.status >= 500
  if (!isOpen) throw new Error(`The payment of ${wish.orderId} was answered ${answer.text}`)
  const path = `/api/payments/by-order/${wish.orderId}`
  const settled = await until(
    () => world.market.wire.ask<{ status: string }>('GET', path, { token: person.token }),
    (payment) => payment.status === 'captured' || payment.status === 'failed',
    { secondsMax: world.patienceSeconds, what: `The outcome of the payment of ${wish.orderId}` },
  )
  return settled.status === 'captured' ? 'captured' : 'declined'
}
