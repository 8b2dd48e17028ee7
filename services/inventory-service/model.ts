/** The states of a hold (spine 1). A refused request is remembered, so that it is answered the same way again. */
export type HoldState = 'refused' | 'held' | 'attached' | 'capturing' | 'committed' | 'released' | 'expired'
export type HoldChange = 'attach' | 'capture' | 'uncapture' | 'commit' | 'release' | 'expire'

export type HoldRequest = {
  holdId: string
  generation: number
  lifeSeconds: number
  /** Who buys. Drops sell to accounts only. */
  account?: string | undefined
  lines: readonly { sku: string; quantity: number; dropId?: string | undefined }[]
  limits: readonly { scope: string; subject: string; quantity: number; max: number }[]
}

/**
 * Free units of a SKU at one place, of normal sale or of a drop's slice. Places come in the order in which they serve.
 */
export type Place = { sku: string; warehouseId: string; dropId?: string | undefined; free: number }
export type LimitUse = { scope: string; subject: string; used: number }
export type DropStanding = {
  dropId: string
  state: 'coming' | 'open' | 'ended'
  opensAt: string
  perPersonMax: number
}

export type HoldRefusal =
  | { code: 'SOLD_OUT'; sku: string; left: number }
  | { code: 'LIMIT_REACHED'; scope: string; left: number }
  | { code: 'DROP_NOT_OPEN'; dropId: string; opensAt: string }
  | { code: 'DROP_ENDED' | 'ACCOUNT_REQUIRED'; dropId: string }

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
  known: { uses: readonly LimitUse[]; drops?: readonly DropStanding[] },
): HoldDecision[] {
  const books: Books = {
    free: places.map((place) => ({ ...place })),
    used: new Map(known.uses.map((use) => [`${use.scope} ${use.subject}`, use.used])),
    drops: new Map((known.drops ?? []).map((drop) => [drop.dropId, drop])),
  }
  return requests.map((request) => decideHold(request, books))
}

type Books = { free: Place[]; used: Map<string, number>; drops: ReadonlyMap<string, DropStanding> }

function decideHold(request: HoldRequest, { free, used, drops }: Books): HoldDecision {
  const closed = closedDoor(request, drops)
  if (closed) return refused(closed)
  const usedAfter = new Map(used)
  for (const limit of [...request.limits, ...dropLimits(request, drops)]) {
    const key = `${limit.scope} ${limit.subject}`
    const before = usedAfter.get(key) ?? 0
    if (before + limit.quantity > limit.max) {
      return refused({ code: 'LIMIT_REACHED', scope: limit.scope, left: Math.max(0, limit.max - before) })
    }
    usedAfter.set(key, before + limit.quantity)
  }
  const taken: { place: Place; quantity: number }[] = []
  for (const { sku, dropId, quantity: wanted } of sumLines(request.lines)) {
    let missing = wanted
    for (const place of free) {
      if (place.sku !== sku || place.dropId !== dropId || missing === 0) continue
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

/** Why a drop sells nothing to this request; undefined when its door is open. */
function closedDoor(request: HoldRequest, drops: ReadonlyMap<string, DropStanding>): HoldRefusal | undefined {
  for (const dropId of dropIdsOf(request)) {
    const drop = drops.get(dropId)
    if (!drop || drop.state === 'ended') return { code: 'DROP_ENDED', dropId }
    if (drop.state === 'coming') return { code: 'DROP_NOT_OPEN', dropId, opensAt: drop.opensAt }
    if (request.account === undefined) return { code: 'ACCOUNT_REQUIRED', dropId }
  }
  return undefined
}

/** What the account may have of each drop, as one more limit of the request. */
function dropLimits(request: HoldRequest, drops: ReadonlyMap<string, DropStanding>): HoldRequest['limits'] {
  return dropIdsOf(request).map((dropId) => ({
    scope: `drop:${dropId}`,
    subject: request.account ?? '',
    quantity: request.lines
      .filter((line) => line.dropId === dropId)
      .reduce((sum, line) => sum + line.quantity, 0),
    max: drops.get(dropId)?.perPersonMax ?? 0,
  }))
}

function dropIdsOf(request: HoldRequest): string[] {
  const ids = request.lines.flatMap((line) => (line.dropId === undefined ? [] : [line.dropId]))
  return [...new Set(ids)].sort()
}

type Wish = HoldRequest['lines'][number]

/** Lines of one SKU are one wish, each drop apart: two lines must not each find the last unit. */
function sumLines(lines: HoldRequest['lines']): Wish[] {
  const sums = new Map<string, Wish>()
  for (const line of lines) {
    const key = `${line.sku} ${line.dropId ?? ''}`
    sums.set(key, { ...line, quantity: (sums.get(key)?.quantity ?? 0) + line.quantity })
  }
  return [...sums.values()].sort((left, right) => compare(left.sku, right.sku) || compareDrops(left, right))
}

function compareDrops(left: Wish, right: Wish): number {
  return compare(left.dropId ?? '', right.dropId ?? '')
}

function compare(left: string, right: string): number {
  return left === right ? 0 : left < right ? -1 : 1
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
