import type { Settings } from '../settings.ts'
import { createDueQueue } from './due-queue.ts'
import { type Journal, memoryJournal, openJournal } from './journal.ts'
import { applyLine, emptyState, type State } from './state.ts'
import { openUnit, type Unit } from './unit.ts'
import type { World } from './world.ts'

/** Reads the journal, if there is one, and makes everything that is still to happen due again. */
export function openWorld(settings: Settings, journalFile: string | undefined, seed: number): World {
  const { state, journal } = openState(journalFile, seed)
  const world: World = {
    state,
    journal,
    settings,
    origin: '',
    dueDeliveries: createDueQueue(),
    dueTasks: createDueQueue(),
    wakeDeliveries: () => {},
    wakeTasks: () => {},
  }
  for (const task of state.tasks.values()) world.dueTasks.push(task.dueAt, task.id)
  for (const event of state.events.rows()) {
    for (const [place, delivery] of event.deliveries.entries()) {
      if (delivery.state === 'waiting') world.dueDeliveries.push(delivery.dueAt, { event: event.id, place })
    }
  }
  configureEndpoint(world)
  return world
}

function openState(journalFile: string | undefined, seed: number): { state: State; journal: Journal } {
  if (journalFile === undefined) return { state: emptyState(seed), journal: memoryJournal }
  return openJournal(journalFile, seed)
}

/** Empties the simulator. Ids go on from where they were, so that nothing old is mistaken for something new. */
export function resetWorld(world: World): void {
  const { counter, seed } = world.state
  const line = { counter, seed, reset: true as const }
  world.journal.append(line)
  world.state = applyLine(world.state, line)
  world.dueDeliveries.clear()
  world.dueTasks.clear()
  configureEndpoint(world)
}

/** Makes the endpoint of the settings be as the settings say, also when they changed since the last start. */
function configureEndpoint(world: World): void {
  const open = openUnit(world, { id: null, key: null })
  putConfigured(open.unit, world.settings)
  open.commit()
}

function putConfigured(unit: Unit, { webhookUrl, webhookEvents, webhookSecret }: Settings): void {
  const known = [...unit.state.tables.webhook_endpoints.rows()].find(
    (endpoint) => endpoint.sim.configured === true,
  )
  if (webhookUrl === undefined) {
    if (known !== undefined) unit.put('webhook_endpoints', { ...known, sim: { ...known.sim, deleted: true } })
    return
  }
  const secret = webhookSecret ?? known?.sim.secret ?? `whsec_${unit.letters(32)}`
  unit.put('webhook_endpoints', {
    id: known?.id ?? unit.newId('we'),
    created: known?.created ?? unit.now,
    url: webhookUrl,
    enabled_events: [...webhookEvents],
    description: 'From the settings of the simulator',
    sim: { secret, configured: true },
  })
}
