/** The states of a hold (spine 1). A refused request is remembered, so that it is answered the same way again. */
export type HoldState = 'refused' | 'held' | 'attached' | 'capturing' | 'committed' | 'released' | 'expired'
export type HoldChange = 'attach' | 'capture' | 'uncapture' | 'commit' | 'release' | 'expire'

export type HoldRequest = {
  holdId: string
  generation: number
  lifeSeconds: number
  lines: readonly { sku: string; quantity: number }[]
  limits: readonly { scope: string; subject: string; quantity: number; max: number }[]
}

/** Free units of a SKU at one place. Places come in the order in which they serve. */
export type Place = { sku: string; warehouseId: string; free: number }
export type LimitUse = { scope: string; subject: string; used: number }

export type HoldRefusal =
  | { code: 'SOLD_OUT'; sku: string; left: number }
  | { code: 'LIMIT_REACHED'; scope: string; left: number }

export type HoldDecision =
  | { ok: true; taken: readonly { sku: string; warehouseId: string; quantity: number }[] }
  | { ok: false; refusal: HoldRefusal }

/**
 * Decides a batch of hold requests in the order they arrived, each whole or not at all. The SQL function
 * `inventory_take_hold_v1` decides the same under locks; a property test compares both (INV-6).
 */
export function decideHolds(
  requests: readonly HoldRequest[],
  places: readonly Place[],
  uses: readonly LimitUse[],
): HoldDecision[] {
  const free = places.map((place) => ({ ...place }))
  const used = new Map(uses.map((use) => [`${use.scope} ${use.subject}`, use.used]))
  return requests.map((request) => decideHold(request, free, used))
}

function decideHold(request: HoldRequest, free: Place[], used: Map<string, number>): HoldDecision {
  const usedAfter = new Map(used)
  for (const limit of request.limits) {
    const key = `${limit.scope} ${limit.subject}`
    const before = usedAfter.get(key) ?? 0
    if (before + limit.quantity > limit.max) {
      return refused({ code: 'LIMIT_REACHED', scope: limit.scope, left: Math.max(0, limit.max - before) })
    }
    usedAfter.set(key, before + limit.quantity)
  }
  const taken: { place: Place; quantity: number }[] = []
  for (const [sku, wanted] of sumBySku(request.lines)) {
    let missing = wanted
    for (const place of free) {
      if (place.sku !== sku || missing === 0) continue
      const quantity = Math.min(missing, Math.max(0, place.free))
      if (quantity > 0) taken.push({ place, quantity })
      missing -= quantity
    }
    if (missing > 0) return refused({ code: 'SOLD_OUT', sku, left: wanted - missing })
  }
  for (const { place, quantity } of taken) place.free -= quantity
  for (const [key, count] of usedAfter) used.set(key, count)
  return {
    ok: true,
    taken: taken.map(({ place, quantity }) => ({ sku: place.sku, warehouseId: place.warehouseId, quantity })),
  }
}

/** Lines of one SKU are one wish: two lines must not each find the last unit. */
function sumBySku(lines: HoldRequest['lines']): [string, number][] {
  const sums = new Map<string, number>()
  for (const line of lines) sums.set(line.sku, (sums.get(line.sku) ?? 0) + line.quantity)
  return [...sums].sort(([left], [right]) => (left < right ? -1 : 1))
}

function refused(refusal: HoldRefusal): HoldDecision {
  return { ok: false, refusal }
}

type Move =
  | { state: HoldState }
  | { code: 'HOLD_NOT_FOUND' | 'HOLD_EXPIRED' | 'HOLD_COMMITTED' | 'HOLD_STATE_WRONG' }

const moves: Record<HoldChange, Partial<Record<HoldState, HoldState>>> = {
  attach: { held: 'attached' },
  capture: { attached: 'capturing', capturing: 'capturing', committed: 'committed' },
  uncapture: { capturing: 'attached', attached: 'attached' },
  commit: { attached: 'committed', capturing: 'committed', committed: 'committed' },
  release: {
    held: 'released',
    attached: 'released',
    capturing: 'released',
    released: 'released',
    expired: 'expired',
  },
  expire: { held: 'expired', released: 'released', expired: 'expired' },
}

const refusedMoves: Record<HoldChange, 'HOLD_EXPIRED' | 'HOLD_COMMITTED' | 'HOLD_STATE_WRONG'> = {
  attach: 'HOLD_EXPIRED',
  capture: 'HOLD_EXPIRED',
  uncapture: 'HOLD_STATE_WRONG',
  commit: 'HOLD_EXPIRED',
  release: 'HOLD_COMMITTED',
  expire: 'HOLD_STATE_WRONG',
}

/** What a change makes of a hold. Attaching again to the same order is the caller's to tell apart: it compares ids. */
export function nextHoldState(state: HoldState, change: HoldChange): Move {
  if (state === 'refused') return { code: 'HOLD_NOT_FOUND' }
  const next = moves[change][state]
  if (next) return { state: next }
  return { code: change === 'expire' && state === 'committed' ? 'HOLD_COMMITTED' : refusedMoves[change] }
}
