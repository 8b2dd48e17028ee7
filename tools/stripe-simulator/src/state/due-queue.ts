export type DueQueue<T> = {
  push(dueAt: number, item: T): void
  /** Takes the earliest item when it is due. */
  takeDue(now: number): T | undefined
  nextAt(): number | undefined
  clear(): void
  size(): number
}

/** A binary heap by due time; equal times leave in the order they came. */
export function createDueQueue<T>(): DueQueue<T> {
  const heap: { dueAt: number; order: number; item: T }[] = []
  let pushed = 0

  const before = (left: number, right: number) => {
    const a = heap[left]
    const b = heap[right]
    if (a === undefined || b === undefined) return false
    return a.dueAt === b.dueAt ? a.order < b.order : a.dueAt < b.dueAt
  }
  const swap = (left: number, right: number) => {
    const a = heap[left]
    const b = heap[right]
    if (a === undefined || b === undefined) return
    heap[left] = b
    heap[right] = a
  }
  const rise = (from: number) => {
    for (let at = from; at > 0; ) {
      const parent = (at - 1) >> 1
      if (!before(at, parent)) return
      swap(at, parent)
      at = parent
    }
  }
  const sink = () => {
    for (let at = 0; ; ) {
      const left = at * 2 + 1
      const right = left + 1
      const least = before(right, left) ? right : left
      if (!before(least, at)) return
      swap(at, least)
      at = least
    }
  }

  return {
    push(dueAt, item) {
      heap.push({ dueAt, order: pushed++, item })
      rise(heap.length - 1)
    },
    takeDue(now) {
      const first = heap[0]
      if (first === undefined || first.dueAt > now) return undefined
      const last = heap.pop()
      if (last !== undefined && heap.length > 0) {
        heap[0] = last
        sink()
      }
      return first.item
    },
    nextAt: () => heap[0]?.dueAt,
    clear() {
      heap.length = 0
    },
    size: () => heap.length,
  }
}
