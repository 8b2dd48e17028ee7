// A stream whose event failed waits, others flow, and an operator tries it again. @
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type Actor, newId, replayOf, type Service, service, serviceActor, streamsOf } from '@rialto/core'
import { listAudit, tenantSql, transact } from '@rialto/postgres'
import { accepted, actorWith, type TestServices, tenantA, tenantB, testServices } from '@rialto/testing'
import { type RunningReaders, runConsumers } from '../consume.ts'
import { happened, listening, recorder, stepsOf, testTables, until } from '../workbench.ts'
import { withStreams } from './with-streams.ts'

const operator = actorWith(['event.replay_streams'], { id: newId() })
const reader = serviceActor('tenant-service')

describe('parked streams', () => {
  let isBroken = true
  let tries = 0
  let services: TestServices
  let readers: RunningReaders
  const things: Service = withStreams(
    service({
      ...testTables,
      features: [],
      consumers: [
        recorder('things.record', {
          before: async (event) => {
            if (event.subject !== 'bad') return
            tries += 1
            if (isBroken) throw new Error('the other side is away')
          },
        }),
      ],
    }),
  )

  before(async () => {
    services = await testServices({ services: [things] })
    const { database, runtime } = services
    readers = runConsumers({
      consumers: things.consumers,
      database,
      eventLog: database,
      sources: ['rialto_outbox'],
      contextFor: (tenant) => runtime.contextFor(testTables.name, { tenant, traceparent: '00-1' }),
      log: listening(),
    })
    await readers.ready
  })
  after(async () => {
    await readers?.stop()
    await services?.close()
  })

  const publish = (subject: string, step: number) =>
    transact(
      { pool: services.database.app, tenant: tenantA, traceparent: `00-${'a'.repeat(32)}-1-01` },
      (tx) => tx.publish(happened, subject, { step }),
    )
  const list = async (tenant = tenantA) =>
    accepted((await services.run(streamsOf(testTables.name), {}, { actor: reader, tenant })).result).items
  const replay = async (subject: string, as: { actor?: Actor; tenant?: string } = {}) => {
    const input = { consumer: 'things.record', subject }
    return (await services.run(replayOf(testTables.name), input, { actor: operator, ...as })).result
  }

  it('are listed with their problem while all other streams flow', async () => {
    await publish('bad', 1)
    await publish('bad', 2)
    await publish('good', 1)
    await publish('good', 2)
    await until(async () => (await stepsOf(services.database, 'good')).length === 2, 'the others flow')
    await until(async () => (await list())[0]?.events === 2, 'both events wait')
    const [stream] = await list()
    assert.deepEqual(
      [stream?.service, stream?.consumer, stream?.subject, stream?.event.type, stream?.event.traceId],
      [testTables.name, 'things.record', 'bad', happened.type, 'a'.repeat(32)],
    )
    assert.match(stream?.problem ?? '', /the other side is away/)
    assert.ok((stream?.attempts ?? 0) >= 1)
  })

  it('are another marketplace’s business only there', async () => {
    assert.deepEqual(await list(tenantB), [])
    assert.deepEqual(await replay('bad', { tenant: tenantB }), { ok: true, value: { events: 0 } })
  })

  it('are replayed in order at once when an operator says so, and the audit log knows who', async () => {
    isBroken = false
    await services.database.system.query(
      `update rialto_parked_event set retry_at = database_clock() + interval '1 hour' where retry_at <> 'infinity'`,
    )
    const triesBefore = tries
    await new Promise((resolve) => setTimeout(resolve, 800))
    assert.equal(tries, triesBefore, 'by itself it would wait for an hour')
    assert.deepEqual(await replay('bad'), { ok: true, value: { events: 2 } })
    await until(async () => (await list()).length === 0, 'the stream flows again')
    assert.deepEqual(await stepsOf(services.database, 'bad'), [1, 2])
    assert.deepEqual(await replay('bad'), { ok: true, value: { events: 0 } })
    const scope = { pool: services.database.app, tenant: tenantA, traceparent: '' }
    const entries = await listAudit(tenantSql(scope), {
      service: testTables.name,
      actorId: operator.id,
      subject: 'things.record bad',
      endpoint: null,
      day: null,
      beforeId: 'ffffffff-ffff-ffff-ffff-ffffffffffff',
      afterId: null,
      limit: 10,
    })
    assert.deepEqual(
      entries.map((entry) => [entry.endpoint, entry.outcome]),
      [[replayOf(testTables.name).name, 'done']],
    )
  })

  it('are closed to who may not replay them', async () => {
    const refused = await replay('bad', { actor: actorWith([]) })
    assert.equal(refused.ok ? '' : refused.code, 'PERMISSION_DENIED')
  })
})
