import Type from 'typebox'
import type { Gate } from '../http/pipeline.ts'
import { type Outcome, refuse } from '../outcome.ts'
import { closed } from '../params/pieces.ts'
import { runDueTasks } from '../state/run-due-tasks.ts'
import { nowMs } from '../state/world.ts'
import { adminRoute } from './admin-route.ts'

const advanceSecondsMax = 400 * 24 * 3600

function clockOutcome({ world }: Gate): Outcome {
  const now = nowMs(world)
  const body = {
    now: Math.floor(now / 1000),
    iso: new Date(now).toISOString(),
    aheadMs: world.state.clockOffsetMs,
  }
  return { ok: true, body }
}

/** Moves the virtual clock forward and does everything that falls due on the way. */
export function moveClock(gate: Gate, byMs: number): void {
  const { world } = gate
  world.state.clockOffsetMs += byMs
  world.journal.append({ counter: world.state.counter, clockOffsetMs: world.state.clockOffsetMs })
  runDueTasks(world)
  world.wakeTasks()
  world.wakeDeliveries()
}

export const readClock = adminRoute({
  method: 'GET',
  path: '/_sim/clock',
  body: Type.Object({}),
  run: (gate) => clockOutcome(gate),
})

export const advanceClock = adminRoute({
  method: 'POST',
  path: '/_sim/clock',
  body: Type.Object(
    {
      advanceSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: advanceSecondsMax })),
      advanceMs: Type.Optional(Type.Integer({ minimum: 0, maximum: advanceSecondsMax * 1000 })),
    },
    closed,
  ),
  run(gate, { advanceSeconds = 0, advanceMs = 0 }) {
    const byMs = advanceSeconds * 1000 + advanceMs
    if (byMs === 0) return refuse('Give advanceSeconds or advanceMs; the clock only moves forward.')
    moveClock(gate, byMs)
    return clockOutcome(gate)
  },
})
