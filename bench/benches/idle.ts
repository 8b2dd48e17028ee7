// What a server with nothing to do costs: CPU of server and PostgreSQL over twenty seconds, and the server's memory.
import { setTimeout as pause } from 'node:timers/promises'
import { startShape } from '@rialto/testing'
import { usageOf } from '../measure/processes.ts'
import { report, round } from '../measure/report.ts'

const targetPercent = 1
const settleMs = 5_000
const seconds = 20
const groups = { server: /server\/src\/main\.ts/, postgres: /postgres/ }

const shape = await startShape('one')
try {
  await pause(settleMs)
  const before = usageOf(groups)
  await pause(seconds * 1_000)
  const after = usageOf(groups)
  const percentOf = (name: 'server' | 'postgres') =>
    ((after[name]?.cpuMs ?? 0) - (before[name]?.cpuMs ?? 0)) / (seconds * 10)
  process.stdout.write(
    `server ${round(percentOf('server'))} %, PostgreSQL ${round(percentOf('postgres'))} % of a core; ` +
      `server memory ${round(after['server']?.residentMegabytes ?? 0, 0)} MB\n`,
  )
  report({
    bench: 'idle CPU of server and PostgreSQL',
    value: round(percentOf('server') + percentOf('postgres')),
    unit: '% of a core',
    target: targetPercent,
    yardstick: null,
    ratio: null,
  })
} finally {
  await shape.stop()
}
