type Entry = { readonly type: string; readonly timestamp: string }
type Part = {
  readonly status: string
  readonly shipments: readonly { readonly timestamp: string; readonly deliveredAt: string | null }[]
}

export const stepNames = ['created', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'] as const
export type StepName = (typeof stepNames)[number]

export type Step = {
  readonly name: StepName
  readonly state: 'done' | 'begun' | 'coming'
  /** When it was done, or began. */
  readonly at: string | null
}

/** How far one vendor's part of an order has come: what is done, with its time, and what is still to come. */
export function progressOf(part: Part, timeline: readonly Entry[]): Step[] {
  const at = (type: string) => timeline.find((entry) => entry.type === type)?.timestamp ?? null
  const created: Step = { name: 'created', state: 'done', at: at('created') }
  const paidAt = at('payment_succeeded')
  const paid: Step = { name: 'paid', state: paidAt === null ? 'coming' : 'done', at: paidAt }
  if (part.status === 'cancelled') {
    const known = paidAt === null ? [created] : [created, paid]
    return [...known, { name: 'cancelled', state: 'done', at: at('cancelled') }]
  }
  const sentAt = part.shipments[0]?.timestamp ?? null
  const isHere = part.status === 'delivered' || part.status === 'returned'
  const isSent = part.status === 'shipped' || isHere
  const shipped: Step = {
    name: 'shipped',
    state: isSent ? 'done' : sentAt === null ? 'coming' : 'begun',
    at: sentAt,
  }
  const arrivedAt = latest(part.shipments.map((shipment) => shipment.deliveredAt))
  const delivered: Step = {
    name: 'delivered',
    state: isHere ? 'done' : arrivedAt === null ? 'coming' : 'begun',
    at: arrivedAt ?? (isHere ? at('delivered') : null),
  }
  const returnedAt = at('returned')
  const steps = [created, paid, shipped, delivered]
  return returnedAt === null ? steps : [...steps, { name: 'returned', state: 'done', at: returnedAt }]
}

function latest(times: readonly (string | null)[]): string | null {
  return times.reduce<string | null>(
    (last, time) => (time !== null && (last ?? '') < time ? time : last),
    null,
  )
}
