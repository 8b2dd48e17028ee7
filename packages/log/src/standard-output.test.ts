// @: the standard output of a process is never waited for, and what was logged is written.
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { test } from 'node:test'

/** Runs a program that logs to its standard output. */
function program(code: string) {
  return spawn(
    process.execPath,
    [
      '--input-type=module-typescript',
      '--eval',
      `import { Log } from '@rialto/log'\nconst log = Log({ level: 'info', serviceName: 'child' })\n${code}`,
    ],
    { cwd: new URL('..', import.meta.url), stdio: ['ignore', 'pipe', 'pipe'], timeout: 30_000 },
  )
}

async function textOf(stream: AsyncIterable<unknown>): Promise<string> {
  let text = ''
  for await (const piece of stream) text += piece
  return text
}

test('a process whose output nobody reads goes on working, and tells later what was lost', async () => {
  const child = program(`
    const pad = 'x'.repeat(1000)
    for (let index = 0; index < 10_000; index += 1) log.info('line', { index, pad })
    setTimeout(() => process.stderr.write('alive'), 10)
  `)
  // Ten megabytes are far more than a pipe holds: a blocking write would never get to say this.
  const alive = await new Promise((resolve) => child.stderr.once('data', (data) => resolve(String(data))))
  assert.equal(alive, 'alive')
  child.stderr.resume()
  const lines = (await textOf(child.stdout))
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line))
  const dropped = lines.reduce((sum: number, line) => sum + (line.dropped ?? 0), 0)
  assert.ok(dropped > 0)
  assert.equal(lines.filter((line) => line.msg === 'line').length + dropped, 10_000)
})

test('what was logged before an exit or a crash is written', async () => {
  for (const end of ['process.exit(0)', "throw new Error('crash')"]) {
    const child = program(`for (let index = 0; index < 500; index += 1) log.info('line', { index })\n${end}`)
    child.stderr.resume()
    const lines = (await textOf(child.stdout)).trimEnd().split('\n')
    assert.deepEqual(
      lines.map((line) => JSON.parse(line).index),
      Array.from({ length: 500 }, (_, index) => index),
      end,
    )
  }
})

test('several logs of one process share its output without mixing lines', async () => {
  const child = program(`
    const other = Log({ level: 'info', serviceName: 'other' })
    for (let index = 0; index < 300; index += 1) (index % 2 ? log : other).info('x'.repeat(500), { index })
  `)
  child.stderr.resume()
  const lines = (await textOf(child.stdout)).trimEnd().split('\n')
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).index),
    Array.from({ length: 300 }, (_, index) => index),
  )
})

// Looking at process.stdout makes a pipe non-blocking: a full one then refuses at once instead of waiting.
const nonBlocking = 'process.stdout.on("error", () => {})'

test('a full pipe that refuses at once is tried again until everything is written', async () => {
  const child = program(`${nonBlocking}
    for (let index = 0; index < 2_000; index += 1) log.info('x'.repeat(1000), { index })
    setTimeout(() => process.stderr.write('alive'), 50)
  `)
  await new Promise((resolve) => child.stderr.once('data', resolve))
  child.stderr.resume()
  const lines = (await textOf(child.stdout)).trimEnd().split('\n')
  assert.deepEqual(
    lines.map((line) => JSON.parse(line).index),
    Array.from({ length: 2_000 }, (_, index) => index),
  )
})

test('an exit does not hang on a full pipe that refuses at once', async () => {
  const child = program(`${nonBlocking}
    for (let index = 0; index < 2_000; index += 1) log.info('x'.repeat(1000), { index })
    setTimeout(() => process.exit(7), 50)
  `)
  child.stderr.resume()
  // Nothing reads its output; a child that hangs is killed by its time limit and has no exit code.
  assert.equal(await new Promise((resolve) => child.once('exit', resolve)), 7)
})
