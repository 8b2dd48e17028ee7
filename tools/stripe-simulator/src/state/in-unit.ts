import type { Outcome } from '../outcome.ts'
import { openUnit, type Unit } from './unit.ts'
import type { World } from './world.ts'

/** Does something that no API request asked for, with the same all-or-nothing as a request. */
export function inUnit(world: World, work: (unit: Unit) => Outcome): Outcome {
  const open = openUnit(world, { id: null, key: null })
  try {
    const outcome = work(open.unit)
    // A declined card is a refusal that leaves its traces.
    if (!outcome.ok && (outcome.type !== 'card_error' || outcome.intent === undefined)) open.undo()
    else open.commit()
    return outcome
  } catch (fault) {
    open.undo()
    throw fault
  }
}
