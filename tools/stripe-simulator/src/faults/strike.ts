import { nextRandom } from '../state/ids.ts'
import type { FaultRecord } from '../state/records.ts'
import type { State } from '../state/state.ts'

type Target = { readonly kinds: readonly string[]; readonly operation?: string; readonly eventType?: string }

/** Tells whether a name fits a pattern that is a name, a prefix such as `refund.*`, or `*`. */
export function fits(pattern: string, name: string): boolean {
  if (pattern === '*') return true
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
}

/**
 * The faults that strike this time, in the order they were planned. Each plan draws from its own generator,
 * so a seed gives the same choice however many other plans there are.
 */
export function strike(state: State, target: Target, keep: (fault: FaultRecord) => void): FaultRecord[] {
  if (state.tables.faults.size() === 0) return []
  const struck: FaultRecord[] = []
  for (const fault of [...state.tables.faults.rows()]) {
    if (!target.kinds.includes(fault.kind) || fault.left === 0) continue
    if (target.operation !== undefined && !fits(fault.operation, target.operation)) continue
    if (target.eventType !== undefined && !fits(fault.eventType, target.eventType)) continue
    const draw = nextRandom(fault.random)
    const hit = draw.fraction < fault.probability
    const left = hit && fault.left !== null ? fault.left - 1 : fault.left
    keep({ ...fault, random: draw.state, left, struck: fault.struck + (hit ? 1 : 0) })
    if (hit) struck.push(fault)
  }
  return struck
}
