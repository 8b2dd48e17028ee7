// An older copy of the data is put back: nothing is read until somebody says that it may. @
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { type Ctx, consumer, eventType, type Log, newId } from '@rialto/core'
import { runConsumers, waitUntilQuiet, watchHistory } from '@rialto/events'
import { type Database, migrate, openDatabase, statement, transact } from '@rialto/postgres'
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@rialto/postgres/embedded'
import { until } from '@rialto/testing'
import { Type } from 'typebox'
import { rebaseOutbox } from './rebase-outbox.ts'
import { runCommand } from './run-command.ts'
import { isStop } from './stop.ts'

const happened = eventType({
  type: 'thing.happened',
  summary: 'A thing happened',
  data: Type.Object({ step: Type.Integer() }),
})
const answer = eventType({
  type: 'thing.answered',
  summary: 'It was heard',
  data: Type.Object({ step: Type.Integer() }),
})
const readAnswers = statement(
  'test_read_answers',
  `select (data ->> 'step')::int as step from rialto_outbox where type = 'thing.answered' order by pos`,
)
const tenant = newId()

/** Shops that are open: a test that fails must not leave readers that ask for ever. */
const open = new Set<Shop>()

type Shop = { database: Database; problems: string[]; stop: () => Promise<void> }

describe('rialto outbox rebase', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rialto-rebase-'))
  const dataRoot = join(folder, '.rialto')
  const systemDirectory = join(folder, 'system')
  let server: EmbeddedPostgres

  before(() => chmodSync(folder, 0o755))
  after(async () => {
    await Promise.all([...open].map((shop) => shop.stop()))
    await server?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  const start = async () => {
    server = await startEmbeddedPostgres({ dataRoot, port: 0, fsync: false, systemDirectory })
    return server
  }

  async function call(words: Record<string, string | boolean>, answers?: boolean) {
    const told: string[] = []
    const result: string[] = []
    const terminal = {
      result: (text: string) => void result.push(text),
      tell: (text: string) => void told.push(text),
      progress: () => {},
      ...(answers === undefined ? {} : { ask: async () => answers }),
    }
    const environment = { RIALTO_DATA: dataRoot, DATABASE_URL: '' }
    const code = await rebaseOutbox({ options: words, files: [], environment, terminal }, { systemDirectory })
    return { code, told: told.join('\n'), result: result.join('\n') }
  }

  it('is what lets readers run again on an older copy of the data, and then nothing is done twice', async () => {
    await start()
    await migrate(server.url, [])
    let shop = await openShop(server.url, dataRoot)
    await publish(shop, 1, 3)
    await shop.stop()
    await server.stop()
    const kept = `${server.dataDirectory}.kept`
    execFileSync('cp', ['-a', server.dataDirectory, kept])

    await start()
    shop = await openShop(server.url, dataRoot)
    await publish(shop, 4, 6)
    assert.deepEqual(await answers(shop), [1, 2, 3, 4, 5, 6])
    await shop.stop()
    await server.stop()
    rmSync(server.dataDirectory, { recursive: true })
    execFileSync('cp', ['-a', kept, server.dataDirectory])

    await start()
    shop = await openShop(server.url, dataRoot)
    await publish(shop, 14, 15, false)
    await until(
      async () => shop.problems.join('\n'),
      (told) => /older copy of the log’s data was put back.*rialto outbox rebase/.test(told),
      { what: 'The word on the older copy' },
    )
    assert.deepEqual(await answers(shop), [1, 2, 3], 'nothing is read')
    await shop.stop()
    await server.stop()

    const refused = await call({}, false)
    assert.equal(refused.code, 1)
    assert.match(refused.told, /system identifier \d+, timeline 1, database \d+/)
    assert.match(refused.told, /older copy.*:\n {2}test\.answer\n/)
    assert.match(refused.told, /Nothing was changed/)
    const silent = await call({})
    assert.equal(silent.code, 1, 'nobody can answer, so nothing is done')
    const done = await call({ yes: true, json: true })
    assert.equal(done.code, 0)
    assert.equal((JSON.parse(done.result) as { done: boolean }).done, true)
    const again = await call({}, true)
    assert.deepEqual([again.code, /nothing to rebase/.test(again.told)], [0, true])

    await start()
    shop = await openShop(server.url, dataRoot)
    await publish(shop, 16, 16)
    assert.deepEqual(await answers(shop), [1, 2, 3, 14, 15, 16])
    await shop.stop()
  })

  it('refuses while a server runs, and names what it does not know', async () => {
    const shop = await openShop(server.url, dataRoot)
    const said: string[] = []
    const terminal = {
      result: () => {},
      tell: (text: string) => void said.push(text),
      progress: () => {},
    }
    const environment = { DATABASE_URL: server.url }
    const code = await runCommand(['outbox', 'rebase', '--yes'], environment, terminal)
    assert.equal(code, 1)
    assert.match(said.join('\n'), /^Rialto is running \(\d+ connections.*nothing was changed/)
    await shop.stop()
    const unknown = await runCommand(['outbox', 'rebase', '--reader', 'nobody'], environment, terminal)
    assert.equal(unknown, 1)
    assert.match(said.at(-1) ?? '', /no reader "nobody"\. The readers: test\.answer/)
    await assert.rejects(
      rebaseOutbox({
        options: {},
        files: [],
        environment: { RIALTO_DATA: join(folder, 'none'), DATABASE_URL: '' },
        terminal,
      }),
      (error) => isStop(error) && /There is no database in/.test(error.message),
    )
  })

  async function answers({ database }: Shop): Promise<number[]> {
    const { rows } = await database.system.query<{ step: number }>({ ...readAnswers })
    return rows.map((row) => row.step)
  }
})

/** A consumer, as a server runs it, with the history watched. */
async function openShop(url: string, dataRoot: string): Promise<Shop> {
  const problems: string[] = []
  const note = (message: string, about: Record<string, unknown> = {}) => {
    problems.push(`${message} ${about['problem'] ?? ''}`)
  }
  const log: Log = { debug: () => {}, info: () => {}, warn: note, error: note }
  const database = openDatabase({ url, poolMax: 4, applicationName: 'rialto', log })
  const history = await watchHistory({ directory: dataRoot, logs: [database], databases: [database], log })
  const readers = runConsumers({
    consumers: [
      consumer({
        name: 'test.answer',
        kind: 'reaction',
        on: [happened],
        apply: (event, tx) => tx.publish(answer, event.subject, event.data),
      }),
    ],
    database,
    eventLog: database,
    sources: ['rialto_outbox'],
    contextFor: (of) => ({ tenant: of, traceparent: '00-1', newId }) as unknown as Ctx,
    log,
  })
  const shop: Shop = {
    database,
    problems,
    stop: async () => {
      open.delete(shop)
      await readers.stop()
      await history.stop()
      await database.close()
    },
  }
  open.add(shop)
  await readers.ready
  return shop
}

async function publish({ database }: Shop, from: number, to: number, isRead = true): Promise<void> {
  for (let step = from; step <= to; step += 1) {
    await transact({ pool: database.app, tenant, traceparent: '' }, (tx) =>
      tx.publish(happened, 'thing', { step }),
    )
  }
  if (isRead) await waitUntilQuiet({ databases: [database] })
}
