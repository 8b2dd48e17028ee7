import { pruneReplies } from '../http/idempotency.ts'
import { reportFault } from '../http/report-fault.ts'
import type { State } from './state.ts'
import type { World } from './world.ts'

const everyMs = 30_000
const eventsMax = 200_000

/** Keeps memory and the journal bounded while the simulator runs. */
export function startMaintenance(world: World): { stop(): Promise<void> } {
  let compacting: Promise<void> | undefined
  const timer = setInterval(() => {
    pruneReplies(world)
    pruneEvents(world.state)
    if (compacting !== undefined || !world.journal.isDue()) return
    compacting = world.journal
      .compact(world.state)
      .catch((fault) => reportFault(fault, { doing: 'compaction' }))
      .finally(() => {
        compacting = undefined
      })
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await compacting
    },
  }
}

/** Forgets the oldest events that every endpoint has; undelivered ones are kept however old. */
export function pruneEvents(state: State, keep = eventsMax): number {
  let surplus = state.events.size() - keep
  const old: string[] = []
  for (const event of state.events.rows()) {
    if (surplus <= 0) break
    surplus -= 1
    if (event.deliveries.every((delivery) => delivery.state === 'delivered')) old.push(event.id)
  }
  for (const id of old) state.events.remove(id)
  return old.length
}
