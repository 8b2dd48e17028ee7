import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { startSimulator } from './index.ts'
import { settingsFrom } from './settings.ts'
import { pruneEvents } from './state/maintain.ts'
import { openWorld } from './state/open-world.ts'
import { adminOf, cardPayment, startForTest, startReceiver, stripeFor } from './testing/start-for-test.ts'

function journalIn(t: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-simulator-'))
  t.after(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'deep', 'simulator.journal')
}

/** Starts the simulator as a process of its own and waits until it says where it is. */
async function startProcess(t: TestContext, journalFile: string) {
  const child = spawn(process.execPath, [fileURLToPath(new URL('main.ts', import.meta.url))], {
    env: {
      ...process.env,
      SIMULATOR_PORT: '0',
      SIMULATOR_JOURNAL: journalFile,
      SIMULATOR_BUDGET: 'unlimited',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  t.after(() => child.kill('SIGKILL'))
  const ended = new Promise<number | null>((resolve) => child.on('exit', resolve))
  const url = await new Promise<string>((resolve) => {
    child.stdout.on('data', (text) => resolve(/http:\S+/.exec(String(text))?.[0] ?? ''))
  })
  return { child, ended, url, stripe: stripeFor(Number(new URL(url).port)) }
}

test('kill -9 under load loses nothing that was answered and repeats nothing', async (t) => {
  const journalFile = journalIn(t)
  const answered = new Map<string, string>()
  const sent = new Set<string>()
  for (let round = 0; round < 3; round += 1) {
    const { child, ended, stripe } = await startProcess(t, journalFile)
    const work = Array.from({ length: 4 }, async (_, worker) => {
      for (let place = 0; ; place += 1) {
        const idempotencyKey = `${round}:${worker}:${place}`
        sent.add(idempotencyKey)
        const paid = await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), { idempotencyKey })
        answered.set(idempotencyKey, paid.id)
      }
    })
    // Under way, and then at a moment of its own in each round.
    while (answered.size < (round + 1) * 20) await sleep(5)
    await sleep(round * 7)
    child.kill('SIGKILL')
    await ended
    await Promise.allSettled(work)
  }
  const { stripe, url, child, ended } = await startProcess(t, journalFile)
  for (const [idempotencyKey, id] of answered) {
    const again = await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), { idempotencyKey })
    assert.equal(again.id, id)
    assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true')
  }
  const { counts } = await adminOf(url).sim<{ counts: Record<string, number> }>('GET', 'state')
  const intents = counts['payment_intents'] ?? 0
  assert.ok(
    intents >= answered.size && intents <= sent.size,
    `${answered.size} answered, ${intents} kept, ${sent.size} sent`,
  )
  assert.equal((await adminOf(url).sim<{ balanced: boolean }>('GET', 'books')).balanced, true)
  child.kill('SIGTERM')
  assert.equal(await ended, 0)
})

test('a torn last line is cut off, a damaged one before it stops the start', async (t) => {
  const journalFile = journalIn(t)
  const first = await startSimulator({ journalFile })
  await stripeFor(first.port).customers.create({ name: 'kept' })
  await first.stop()
  const whole = readFileSync(journalFile)
  appendFileSync(journalFile, '{"counter":99,"puts":[["customers",{"id":"cus_torn"')
  const second = await startSimulator({ journalFile })
  const names = (await stripeFor(second.port).customers.list()).data.map((customer) => customer.name)
  await second.stop()
  assert.deepEqual(names, ['kept'])
  assert.deepEqual(readFileSync(journalFile), whole)
  writeFileSync(journalFile, `{"counter":1,"pu\n${whole}`)
  await assert.rejects(startSimulator({ journalFile }), /journal is damaged at byte 0/)
  truncateSync(journalFile, 0)
  const empty = await startSimulator({ journalFile })
  await empty.stop()
})

test('a restart keeps the clock, planned work, faults, keys and undelivered events', async (t) => {
  const journalFile = journalIn(t)
  const receiver = await startReceiver(t)
  const settings = {
    journalFile,
    webhookUrl: receiver.url,
    webhookSecret: 'whsec_test',
    settleDelayMs: 3_600_000,
  }
  const first = await startSimulator({ ...settings, webhookUrl: 'http://127.0.0.1:9/closed' })
  const before = { stripe: stripeFor(first.port), ...adminOf(first.url) }
  await before.advance(5_000)
  const paid = await before.stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), {
    idempotencyKey: 'a',
  })
  await before.sim('POST', 'faults', { kind: 'rate_limit', operation: 'refunds.create', count: 3 })
  await sleep(50)
  assert.equal((await before.stripe.events.list({ delivery_success: false })).data.length, 3)
  await first.stop()

  const { stripe, sim, advance } = await startForTest(t, settings)
  const again = await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), { idempotencyKey: 'a' })
  assert.equal(again.id, paid.id)
  assert.equal((await sim<{ aheadMs: number }>('GET', 'clock')).aheadMs, 5_000_000)
  assert.equal((await sim<{ data: { left: number }[] }>('GET', 'faults')).data[0]?.left, 3)
  await advance(3_601)
  await receiver.count(4)
  assert.equal(
    (await stripe.charges.retrieve(String(paid.latest_charge))).balance_transaction?.toString().slice(0, 4),
    'txn_',
  )
  assert.equal((await stripe.webhookEndpoints.list()).data.length, 1)
})

test('compaction makes the journal short and keeps all of the state, with work going on meanwhile', async (t) => {
  const journalFile = journalIn(t)
  const world = openWorld(settingsFrom({}), journalFile, 1)
  world.journal.close()
  const { stripe, simulator } = await startForTest(t, { journalFile })
  const customer = await stripe.customers.create({ name: '0' })
  for (let place = 1; place < 60; place += 1)
    await stripe.customers.update(customer.id, { name: String(place) })
  await stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), { idempotencyKey: 'a' })
  await simulator.stop()

  const longest = readFileSync(journalFile).length
  const reopened = openWorld(settingsFrom({}), journalFile, 1)
  assert.equal(pruneEvents(reopened.state, 10), 53)
  const compacting = reopened.journal.compact(reopened.state)
  const line = { id: 'cus_meanwhile', created: 1, sim: {} }
  reopened.state.tables.customers.put(line)
  reopened.journal.append({ counter: reopened.state.counter, puts: [['customers', line]] })
  await compacting
  reopened.journal.append({
    counter: reopened.state.counter,
    puts: [['customers', { ...line, name: 'after' }]],
  })
  reopened.journal.close()
  assert.ok(readFileSync(journalFile).length < longest)

  const after = await startForTest(t, { journalFile })
  assert.equal((await after.stripe.customers.retrieve('cus_meanwhile')).id, 'cus_meanwhile')
  const kept = await after.stripe.customers.retrieve(customer.id)
  assert.equal(kept.deleted === true ? '' : kept.name, '59')
  assert.equal((await after.stripe.events.list({ limit: 100 })).data.length, 10)
  const again = await after.stripe.paymentIntents.create(cardPayment(900, 'pm_card_visa'), {
    idempotencyKey: 'a',
  })
  assert.equal(again.lastResponse.headers['idempotent-replayed'], 'true')
})
