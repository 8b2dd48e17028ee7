// The shopping mix of TPC-W: 1,000 emulated shoppers with think time, half in front of the pages, half over the API, and
// a back office beside them. `npm run bench mixed 200` is the same with 200.
import type { Mixed } from '../driver/mixed.ts'
import { type Driven, drive, type Spread } from '../measure/drive.ts'
import { withShop } from '../measure/open-shop.ts'
import { coresUsed, cpuMsOf, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'
import { fillWindow } from '../measure/shop-window.ts'

const shoppers = Number(process.argv[2] ?? 1_000)
const products = 1_000
const few = { shoppers: 20, rampSeconds: 10, seconds: 30 }
const many = { shoppers, rampSeconds: 20, seconds: 60 }
const endpointP95TargetMs = 100
const endpointMeanTargetMs = 85
/** An endpoint that was asked less often has no 95th percentile. */
const callsMin = 10
/** As TPC-W has it, between two interactions. */
const thinkSeconds = 7

/** What TPC-W allows nine of ten interactions to take, in seconds. */
const limits: Readonly<Record<string, number>> = {
  'new products': 5,
  'best sellers': 5,
  'search results': 10,
  'buy confirm': 5,
  'admin confirm': 20,
}
const limitDefault = 3

await withShop(async (shape, market) => {
  const window = await fillWindow(market, shape, products)
  const people = {
    operator: await market.operator(),
    vendor: window.vendor,
    reader: await market.person('reader'),
  }
  const plan = { url: shape.url, simulatorUrl: shape.simulatorUrl, window, people }
  const alone = await drive<Mixed>('mixed', { ...plan, ...few })
  const before = usageOf(shape)
  const driven = await drive<Mixed>('mixed', { ...plan, ...many })
  const cpuMs = cpuMsOf(usageOf(shape)) - cpuMsOf(before)
  process.stdout.write(
    `${shoppers} shoppers: ${coresUsed({ ...driven, seconds: many.rampSeconds + driven.seconds }, cpuMs)}\n`,
  )
  const ways = tell('interaction', driven.groups)
  tell('endpoint', driven.endpoints)
  const failures = Object.entries(driven.failures)
  for (const [problem, count] of failures) process.stdout.write(`${count} times: ${problem}\n`)
  reportInteractions(
    ways,
    driven,
    failures.reduce((sum, [, count]) => sum + count, 0),
  )
  reportEndpoints(driven, alone)
})

type Row = readonly [string, Spread]

/** Prints a table of durations, the slowest first. */
function tell(what: string, groups: Readonly<Record<string, Spread>>): Row[] {
  const rows = Object.entries(groups).toSorted(([, one], [, other]) => other.p90Ms - one.p90Ms)
  process.stdout.write(`${what.padEnd(56)} count   mean    p50    p90    p95    p99 ms\n`)
  for (const [name, { count, meanMs, p50Ms, p90Ms, p95Ms, p99Ms }] of rows) {
    const figures = [count, meanMs, p50Ms, p90Ms, p95Ms, p99Ms].map((ms) => String(round(ms, 0)).padStart(6))
    process.stdout.write(`${name.padEnd(55)}${figures.join(' ')}\n`)
  }
  return rows
}

function reportInteractions(rows: readonly Row[], driven: Driven, failed: number): void {
  const shares = rows.map(([name, { p90Ms }]) => {
    const interaction = name.split(': ')[1] ?? ''
    return { name, p90Ms, share: p90Ms / ((limits[interaction] ?? limitDefault) * 1_000) }
  })
  const worst = shares.toSorted((one, other) => other.share - one.share)[0]
  const perSecond = driven.done / many.seconds
  report({
    bench: `interactions of ${shoppers} shoppers in TPC-W's shopping mix (${failed} of ${driven.done + failed} failed)`,
    value: round(perSecond, 1),
    unit: 'interactions/s',
    target: null,
    yardstick: `thinking alone allows ${round(shoppers / thinkSeconds, 1)}/s; nearest to TPC-W's limit: p90 of ${worst?.name}, ${round(worst?.p90Ms ?? 0, 0)} ms, ${round(worst?.share ?? 0)} of it`,
    ratio: round((perSecond * thinkSeconds) / shoppers),
  })
}

function reportEndpoints(driven: Mixed, alone: Mixed): void {
  const often = Object.entries(driven.endpoints).filter(([, { count }]) => count >= callsMin)
  for (const [which, of, target] of [
    ['mean', (one: Spread) => one.meanMs, endpointMeanTargetMs],
    ['p95', (one: Spread) => one.p95Ms, endpointP95TargetMs],
  ] as const) {
    const slowest = often.toSorted(([, one], [, other]) => of(other) - of(one))
    const over = slowest.filter(([, one]) => of(one) >= target).map(([missed]) => missed)
    process.stdout.write(
      `${which} of ${target} ms or more: ${over.length === 0 ? 'none' : over.join(', ')}\n`,
    )
    const [name, spread] = slowest[0] ?? []
    const before = name === undefined ? undefined : alone.endpoints[name]
    const value = spread ? of(spread) : 0
    report({
      bench: `${which} of the slowest of ${often.length} endpoints under the mix: ${name} (${over.length} miss the target)`,
      value: round(value, 1),
      unit: 'ms',
      target,
      yardstick: before ? `the same with ${few.shoppers} shoppers: ${round(of(before), 1)} ms` : null,
      ratio: before ? round(value / of(before)) : null,
    })
  }
}
