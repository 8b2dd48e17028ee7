// So many shoppers, each thinking between two interactions of TPC-W's shopping mix; half of them in front of the pages,
// half over the API, and a back office that reads its lists meanwhile.
import { Agent } from 'node:http'
import { setTimeout as pause } from 'node:timers/promises'
import { openWire } from '@rialto/testing'
import type { Spread } from '../measure/drive.ts'
import { openDurations } from './durations.ts'
import { openLeanWire } from './lean-wire.ts'
import { measured, onPlan } from './run-plan.ts'
import { keepOffice, type Staff } from './shopping/back-office.ts'
import { openApiShopper } from './shopping/by-api.ts'
import { openPageShopper } from './shopping/by-pages.ts'
import { openMix } from './shopping/mix.ts'
import type { ShopWindow } from './shopping/shop-window.ts'
import { openProgress, type Shopper } from './shopping/shopper.ts'
import { openTimedWire, readEndpoints } from './shopping/timed-wire.ts'

type Plan = {
  url: string
  simulatorUrl: string
  window: ShopWindow
  people: Staff
  shoppers: number
  rampSeconds: number
  seconds: number
}

/** Of the interactions the durations stand in the groups, named by way and interaction; of the API's endpoints here. */
export type Mixed = {
  endpoints: Readonly<Record<string, Spread>>
  failures: Readonly<Record<string, number>>
}

const thinkMsMean = 7_000
const thinkMsMax = 70_000
const openedAtOnce = 20
const problemCharactersMax = 400
/** Ids and traces differ from one failure to the next. */
const idPattern = /[0-9a-f]{8}[0-9a-f-]{8,}/g

onPlan(async (plan: Plan) => {
  const { url, shoppers, rampSeconds, seconds } = plan
  const world = openWorld(plan)
  const all: Shopper[] = []
  while (all.length < shoppers) {
    const some = Array.from({ length: Math.min(openedAtOnce, shoppers - all.length) }, (_, n) =>
      n % 2 === 0 ? openPageShopper(world.call) : openApiShopper(world.call),
    )
    all.push(...(await Promise.all(some)))
  }
  const begin = performance.now() + rampSeconds * 1_000
  const end = begin + seconds * 1_000
  const isOpen = () => performance.now() < end
  const office = keepOffice({ ...world.office, people: plan.people, isOpen })
  const running = all.map((shopper) => shop(shopper, { ...world, end }))
  await pause(begin - performance.now())
  world.restart()
  // What was begun in time counts, however long it takes: otherwise the slowest would be left out.
  const driven = await measured(async (durations) => {
    world.noteIn(durations.note)
    await Promise.all([office, ...running])
  })
  const endpoints = world.endpoints()
  if (driven.done === 0) throw new Error(`Nothing was done at ${url}: ${JSON.stringify(world.failures())}`)
  return { ...driven, endpoints, failures: world.failures() }
})

type Note = (ms: number, group: string) => void

/** What the shoppers have in common: connections, what they saw, and where their durations are noted. */
function openWorld({ url, simulatorUrl, window, shoppers }: Plan) {
  const agent = new Agent({ keepAlive: true, maxSockets: shoppers })
  const simulator = openWire(simulatorUrl)
  const endpoints = readEndpoints()
  let byEndpoint = openDurations()
  let note: Note = () => {}
  let failures: Record<string, number> = {}
  const known: Record<string, string> = {
    productId: window.ownProduct.productId,
    vendorId: window.vendor.vendorId,
    slugOrId: window.vendor.slug,
    sku: window.ownProduct.sku,
    currency: 'EUR',
    country: 'DE',
    query: 'lamp',
    from: '2026-01-01',
    to: '2026-01-31',
  }
  const wire = openTimedWire(openLeanWire(url, shoppers), endpoints, () => byEndpoint)
  const failed = (text: string) => {
    const problem = text.replaceAll(idPattern, '…').slice(0, problemCharactersMax)
    failures[problem] = (failures[problem] ?? 0) + 1
  }
  return {
    mix: openMix(),
    call: {
      wire,
      window,
      agent,
      sawOrder: (orderId: string) => void Object.assign(known, { orderId }),
      cardToken: async () =>
        (
          await simulator.ask<{ id: string }>('POST', '/_sim/confirmation_tokens', {
            body: { number: '4242424242424242' },
          })
        ).id,
    },
    office: { wire, endpoints, known: (name: string) => known[name], failed },
    failed,
    note: (ms: number, group: string) => note(ms, group),
    noteIn: (into: Note) => {
      note = into
    },
    /** What was noted so far was the warm-up. */
    restart: () => {
      byEndpoint = openDurations()
      failures = {}
    },
    endpoints: () => byEndpoint.groups(),
    failures: () => failures,
  }
}

type Place = ReturnType<typeof openWorld> & { end: number }

async function shop(shopper: Shopper, { mix, note, failed, end }: Place): Promise<void> {
  const progress = openProgress()
  await think(end)
  while (performance.now() < end) {
    for (const interaction of mix.next(progress)) {
      const at = performance.now()
      try {
        await shopper.does[interaction]()
        note(performance.now() - at, `${shopper.way}: ${interaction}`)
        progress.note(interaction)
      } catch (error) {
        failed(`${shopper.way}: ${interaction}: ${String(error)}`)
        progress.reset()
        break
      } finally {
        await think(end)
      }
      if (performance.now() >= end) return
    }
  }
}

/** As TPC-W has it: negative exponential, seven seconds on average, never more than ten times that. */
function think(end: number): Promise<void> {
  const ms = Math.min(thinkMsMax, -Math.log(1 - Math.random()) * thinkMsMean)
  return pause(Math.max(0, Math.min(ms, end - performance.now())))
}
