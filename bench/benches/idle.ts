// What a server with nothing to do costs: CPU of server and PostgreSQL over twenty seconds, and the server's memory.
import { setTimeout as pause } from 'node:timers/promises'
import { withShop } from '../measure/open-shop.ts'
import { type ShapeUsage, usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const targetPercent = 1
const settleMs = 5_000
const seconds = 20

await withShop(async (shape) => {
  await pause(settleMs)
  const before = usageOf(shape)
  await pause(seconds * 1_000)
  const after = usageOf(shape)
  const percentOf = (name: keyof ShapeUsage) => (after[name].cpuMs - before[name].cpuMs) / (seconds * 10)
  process.stdout.write(
    `server ${round(percentOf('server'))} %, PostgreSQL ${round(percentOf('postgres'))} % of a core; ` +
      `server memory ${round(after.server.residentMegabytes, 0)} MB\n`,
  )
  report({
    bench: 'idle CPU of server and PostgreSQL',
    value: round(percentOf('server') + percentOf('postgres')),
    unit: '% of a core',
    target: targetPercent,
    yardstick: null,
    ratio: null,
  })
})
