import assert from 'node:assert/strict'
import { once } from 'node:events'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { dirname, join } from 'node:path'
import { test } from 'node:test'
import { answerOf, createInstallation, eventually, serverFacts } from './workbench.ts'

const doneText = 'Ctrl-C stops everything'

function own(path: string): number {
  return statSync(path).mode & 0o777
}

/** The process that serves PostgreSQL for an installation, as it wrote down itself. */
function postgresProcess(dataDirectory: string): number {
  const { processId } = JSON.parse(readFileSync(join(dataDirectory, 'postgres-running.json'), 'utf8'))
  return processId
}

test('a start ends with the list, a second one is refused, and Ctrl-C stops all in order', async () => {
  const { start, dataDirectory, ports, diary } = await createInstallation()
  const first = start()
  await first.until(doneText)
  const { environment } = await serverFacts(ports.server)
  assert.match(environment['DATABASE_URL'] ?? '', /^postgres:\/\/rialto:.*@127\.0\.0\.1:\d+\/rialto$/)
  assert.equal(environment['STRIPE_API_BASE'], `http://127.0.0.1:${ports.simulator}`)
  assert.match(environment['SMTP_URL'] ?? '', /^smtp:\/\/127\.0\.0\.1:\d+$/)
  assert.equal(environment['PUBLIC_URL'], `http://localhost:${ports.server}`)
  assert.match(first.output(), /Password +[a-z2-9]{5}-[a-z2-9]{5}-[a-z2-9]{5}\n/)
  assert.match(first.output(), new RegExp(`Reference +http://localhost:${ports.server}/docs\n`))
  for (const name of ['secrets.json', 'demo.json', 'postgres.json']) {
    assert.equal(own(join(dataDirectory, name)), 0o600, name)
  }
  assert.equal(environment['OPERATOR_EMAIL'], 'operator@rialto.example')
  assert.equal(environment['OPERATOR_PASSWORD']?.length, 17)
  // Behind the list, and marked like the catalogue when it is done.
  await eventually(() => existsSync(join(dataDirectory, 'demo-pictures.json')))
  const second = start()
  assert.equal(await second.ended, 1)
  assert.match(second.output(), /^rialto: Rialto is already running here \(process \d+, http:.*\)\. Stop it/)
  // A terminal and npm both pass Ctrl-C on.
  first.child.kill('SIGINT')
  first.child.kill('SIGINT')
  assert.equal(await first.ended, 0)
  const [loaded, server, ...tools] = diary()
  assert.equal(loaded, 'demo loaded 200 17')
  assert.equal(server, 'server stopped')
  assert.deepEqual(tools.sort(), ['mail catcher stopped', 'simulator stopped'])
  const third = start()
  await third.until(doneText)
  assert.equal(
    (await serverFacts(ports.server)).environment['PERSONAL_DATA_KEY'],
    environment['PERSONAL_DATA_KEY'],
  )
  third.child.kill('SIGTERM')
  assert.equal(await third.ended, 0)
  assert.equal(diary().filter((line) => line.startsWith('demo')).length, 1)
})

test('a child that dies is started again, and so is PostgreSQL', async () => {
  const { start, dataDirectory, ports } = await createInstallation()
  const run = start({ DEMO_DATA: 'off' })
  await run.until(doneText)
  assert.doesNotMatch(run.output(), /Password/)
  const { pid } = await serverFacts(ports.server)
  process.kill(pid, 'SIGKILL')
  await run.until(/server ended \(SIGKILL\); it starts again in 1 s/)
  await run.until('server is ready again')
  assert.notEqual((await serverFacts(ports.server)).pid, pid)
  process.kill(Number(await answerOf(ports.simulator)), 'SIGKILL')
  await run.until('Stripe simulator is ready again')
  process.kill(postgresProcess(dataDirectory), 'SIGKILL')
  await run.until(/PostgreSQL is ready again/)
  run.child.kill('SIGTERM')
  assert.equal(await run.ended, 0)
})

test('after kill -9 of the supervisor its children end, and the next start recovers', async () => {
  const { start, dataDirectory, ports } = await createInstallation()
  const first = start()
  await first.until(doneText)
  const left = postgresProcess(dataDirectory)
  first.child.kill('SIGKILL')
  await once(first.child, 'exit')
  // At once, while the children still hold their ports.
  const second = start()
  await second.until(doneText)
  assert.notEqual(postgresProcess(dataDirectory), left)
  second.child.kill('SIGKILL')
  await once(second.child, 'exit')
  for (const port of Object.values(ports)) await eventually(async () => (await answerOf(port)) === undefined)
  const third = start()
  await third.until(doneText)
  // As when start.mjs is killed: the channel closes.
  third.child.disconnect()
  assert.equal(await third.ended, 0)
})

test('what cannot work is said in one sentence with the name of the setting', async (t) => {
  const { start, dataDirectory, ports } = await createInstallation()
  const other = createServer().listen(ports.simulator, '127.0.0.1')
  await once(other, 'listening')
  t.after(() => other.close())
  const cases: [Record<string, string>, RegExp][] = [
    [{}, /^rialto: Port \d+ is in use\. Stop the other program or set SIMULATOR_PORT to a free port\.\n/m],
    [{ PORT: 'many' }, /^rialto: PORT .*\n$/],
    [
      { DATABASE_URL: 'postgres://a:secret@127.0.0.1:1/x' },
      /^rialto: DATABASE_URL cannot be used: it cannot be reached: /m,
    ],
  ]
  for (const [environment, sentence] of cases) {
    const freed = environment['DATABASE_URL'] ? { SIMULATOR_PORT: '0' } : {}
    const run = start({ ...environment, ...freed })
    assert.equal(await run.ended, 1)
    assert.match(run.output(), sentence)
    assert.doesNotMatch(run.output(), /secret|\n {4}at /)
  }
  assert.deepEqual(readdirSync(dataDirectory).includes('supervisor.json'), false)
})

test('a server that refuses its settings ends the start with its own sentence', async () => {
  const { start, dataDirectory } = await createInstallation()
  const folder = dirname(dataDirectory)
  writeFileSync(join(folder, 'refuse'), '')
  const run = start()
  assert.equal(await run.ended, 1)
  assert.match(run.output(), /^rialto: MAIL_FROM is odd\. Set MAIL_FROM to a sender\.\n/m)
  rmSync(join(folder, 'refuse'))
  const second = start()
  await second.until(doneText)
  second.child.kill('SIGINT')
  assert.equal(await second.ended, 0)
})

test('Ctrl-C during the start stops it in order', async () => {
  const { start, dataDirectory } = await createInstallation()
  const run = start()
  await run.until(/PostgreSQL 18 on port \d+ is ready/)
  run.child.kill('SIGINT')
  assert.equal(await run.ended, 0)
  assert.doesNotMatch(run.output(), new RegExp(doneText))
  await untilGone(postgresProcess(dataDirectory))
})

/** A process that has ended may still be listed for a moment, until whoever inherited it takes notice. */
async function untilGone(processId: number): Promise<void> {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      process.kill(processId, 0)
    } catch (error) {
      assert.equal((error as NodeJS.ErrnoException).code, 'ESRCH')
      return
    }
    await new Promise((resolve) => setTimeout(resolve, 100))
  }
  assert.fail(`the process ${processId} is still there`)
}
