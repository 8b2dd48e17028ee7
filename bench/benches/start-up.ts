// How long the server takes from its start to the first 200 of /ready, on a migrated database and beside a bare Node.
import { spawn } from 'node:child_process'
import { startShape } from '@rialto/testing'
import { report, round } from '../measure/report.ts'

const targetMs = 6_000
const shape = await startShape('one')
try {
  const server = shape.processes.get('server#1')
  if (!server) throw new Error('The shape has no server')
  await server.kill('SIGTERM')
  const startedAt = performance.now()
  await server.start()
  const value = performance.now() - startedAt
  const bare = await bareNodeMs()
  report({
    bench: 'start of the server, migrated database',
    value: round(value, 0),
    unit: 'ms',
    target: targetMs,
    yardstick: `an empty Node program: ${round(bare, 0)} ms`,
    ratio: round(value / bare, 1),
  })
} finally {
  await shape.stop()
}

function bareNodeMs(): Promise<number> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, ['--eval', ''])
    child.once('error', reject)
    child.once('close', () => resolve(performance.now() - startedAt))
  })
}
