import { randomInt } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { createBudget } from './http/budget.ts'
import { createServer } from './http/server.ts'
import { defaultBudgetPerSecond, type SimulatorSettings, settingsFrom } from './settings.ts'
import { startMaintenance } from './state/maintain.ts'
import { openWorld } from './state/open-world.ts'
import { startTasks } from './state/run-due-tasks.ts'
import { startDeliverer } from './webhooks/deliver.ts'

export type { SimulatorSettings } from './settings.ts'

export type Simulator = { readonly url: string; readonly port: number; stop(): Promise<void> }

/**
 * Starts a simulator in this process and answers once it listens.
 *
 * The official package talks to it with `new Stripe(key, { host: '127.0.0.1', port, protocol: 'http' })`.
 */
export async function startSimulator(given: SimulatorSettings = {}): Promise<Simulator> {
  const settings = settingsFrom(given)
  const world = openWorld(settings, given.journalFile, given.seed ?? randomInt(2 ** 31))
  const budget = createBudget(given.budgetPerSecond ?? defaultBudgetPerSecond)
  const server = createServer({ world, budget, inFlight: new Set() })
  await server.listen({ host: settings.host, port: given.port ?? 0 })
  const { port } = server.server.address() as AddressInfo
  world.origin = given.publicUrl ?? `http://${settings.host}:${port}`
  const tasks = startTasks(world)
  const deliverer = startDeliverer(world)
  const maintenance = startMaintenance(world)

  const stop = async () => {
    tasks.stop()
    await server.close()
    await deliverer.stop()
    await maintenance.stop()
    world.journal.close()
  }
  let stopped: Promise<void> | undefined
  return {
    url: `http://${settings.host}:${port}`,
    port,
    stop() {
      stopped ??= stop()
      return stopped
    },
  }
}
