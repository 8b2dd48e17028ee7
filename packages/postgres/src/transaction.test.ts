import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId, ok, type Result, refuse } from '@rialto/core'
import { testDatabase, until } from '@rialto/testing'
import { type DueJob, runJobs, scheduleJob } from './jobs.ts'
import { once } from './once.ts'
import { statement } from './statement.ts'
import { tenantSql, transact } from './transaction.ts'

const db = await testDatabase()
after(() => db.drop())

const tenant = newId()
const scope = { pool: db.database.app, tenant, traceparent: '' }
const sql = tenantSql(scope)
const readTenant = statement('test_read_tenant', 'select tenant()::text as tenant')
const broken = statement('test_divide', 'select 1 / $1::int as n')
const countJobs = statement(
  'test_count_jobs',
  'select count(*)::int as n from rialto_job where tenant_id = tenant() and kind = $1',
)
const longKind = statement(
  'test_insert_bad_job',
  `insert into rialto_job (tenant_id, id, kind, key, due_at) values (tenant(), $1, null, 'k', now())`,
)
const job = (kind: string) => ({ kind, key: newId(), dueInSeconds: 600, data: null })
const jobsOf = async (kind: string) => (await sql.query<{ n: number }>(countJobs, [kind]))[0]?.n

test('each single statement knows its own tenant, however many share the connections', async () => {
  const tenants = Array.from({ length: 60 }, () => newId())
  const seen = await Promise.all(
    tenants.map(async (one) => {
      const [row] = await tenantSql({ ...scope, tenant: one }).query<{ tenant: string }>(readTenant)
      return row?.tenant
    }),
  )
  assert.deepEqual(seen, tenants)
})

test('a single statement leaves no tenant behind on its connection', async () => {
  await sql.query(readTenant)
  await assert.rejects(db.database.app.query('select tenant()'))
})

test('a single statement that fails leaves a connection that works', async () => {
  for (let turn = 0; turn < 20; turn += 1) {
    await assert.rejects(sql.query(broken, [0]), /division by zero/)
    assert.deepEqual(await sql.query(broken, [1]), [{ n: 1 }])
  }
})

test('what is scheduled and not waited for is there after the commit', async () => {
  await transact(scope, async (tx) => {
    void tx.schedule(job('kept'))
    await tx.schedule(job('kept'))
  })
  assert.equal(await jobsOf('kept'), 2)
})

test('a statement that nobody waited for fails the transaction with its own error', async () => {
  const failing = (work: 'goes on' | 'is over') =>
    transact(scope, async (tx) => {
      await tx.schedule(job('lost'))
      tx.send(longKind, [newId()])
      if (work === 'goes on') await tx.query(readTenant)
    })
  for (const work of ['goes on', 'is over'] as const) {
    await assert.rejects(failing(work), { code: '23502' })
  }
  assert.equal(await jobsOf('lost'), 0)
})

test('a transaction whose value is not kept is undone', async () => {
  const value = await transact(
    scope,
    async (tx) => {
      await tx.schedule(job('undone'))
      return 'no'
    },
    (answer) => answer !== 'no',
  )
  assert.equal(value, 'no')
  assert.equal(await jobsOf('undone'), 0)
})

const render = (result: Result<unknown>) =>
  result.ok
    ? { status: 201, text: JSON.stringify(result.value) }
    : { status: 409, text: JSON.stringify(result) }

test('a refusal is stored with its key and leaves nothing else behind', async () => {
  const key = { id: newId(), fingerprint: 'f' }
  const ask = () =>
    once({ scope, key, render }, async (tx) => {
      await tx.schedule(job('refused'))
      return refuse('SOLD_OUT', 'Gone')
    })
  const first = await ask()
  const second = await ask()
  assert.deepEqual([first.replayed, second.replayed], [false, true])
  assert.deepEqual(second.reply, first.reply)
  assert.equal(await jobsOf('refused'), 0)
})

test('whoever comes second leaves nothing behind, and is answered even when its own work fails', async () => {
  const key = { id: newId(), fingerprint: 'f' }
  const first = await once({ scope, key, render }, async (tx) => {
    await tx.schedule(job('first'))
    return ok({ n: 1 })
  })
  const second = await once({ scope, key, render }, async (tx) => {
    await tx.schedule(job('second'))
    return ok({ n: 2 })
  })
  const failing = await once({ scope, key, render }, async () => {
    throw new Error('what it stands on has moved')
  })
  for (const twin of [second, failing]) assert.deepEqual([twin.replayed, twin.reply], [true, first.reply])
  assert.deepEqual([await jobsOf('first'), await jobsOf('second')], [1, 0])
})

test('ten at once with one key are given one answer, refused or not', async () => {
  for (const answer of [ok({ n: 1 }), refuse('SOLD_OUT', 'Gone')]) {
    const key = { id: newId(), fingerprint: 'f' }
    const answers = await Promise.all(
      Array.from({ length: 10 }, () =>
        once({ scope, key, render }, async (tx) => {
          await tx.schedule(job(`of ${answer.ok}`))
          return answer as Result<unknown>
        }),
      ),
    )
    assert.equal(new Set(answers.map((one) => one.reply?.text)).size, 1)
    assert.equal(await jobsOf(`of ${answer.ok}`), answer.ok ? 1 : 0)
  }
})

test('a slow job keeps its own place only, and each job is done once', async () => {
  const pool = db.database.system
  const ran: string[] = []
  let release = () => {}
  const slow = new Promise<void>((resolve) => {
    release = resolve
  })
  const schedule = (key: string) =>
    scheduleJob(pool, { tenant, kind: 'test.work', key, data: null, dueInSeconds: 0 })
  await schedule('slow')
  const runner = runJobs({
    pool,
    kinds: ['test.work'],
    pollMs: 10,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    run: async ({ key }: DueJob) => {
      ran.push(key)
      if (key === 'slow') await slow
    },
  })
  await until(
    async () => ran.length,
    (count) => count === 1,
  )
  const others = Array.from({ length: 50 }, (_, n) => `job ${n}`)
  await Promise.all(others.map(schedule))
  await until(
    async () => ran.length,
    (count) => count === 51,
  )
  release()
  await runner.stop()
  assert.deepEqual([...ran].sort(), ['slow', ...others].sort())
  assert.equal(await jobsOf('test.work'), 0)
})

test('no more than twenty jobs run at once, however many are due', async () => {
  const pool = db.database.system
  let release = () => {}
  const gate = new Promise<void>((resolve) => {
    release = resolve
  })
  const running = new Set<string>()
  let most = 0
  const runner = runJobs({
    pool,
    kinds: ['test.rush'],
    pollMs: 10,
    log: { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} },
    run: async ({ key }: DueJob) => {
      running.add(key)
      most = Math.max(most, running.size)
      await gate
      running.delete(key)
    },
  })
  await Promise.all(
    Array.from({ length: 200 }, (_, n) =>
      scheduleJob(pool, { tenant, kind: 'test.rush', key: `rush ${n}`, data: null, dueInSeconds: 0 }),
    ),
  )
  await until(
    async () => running.size,
    (size) => size >= 20,
  )
  // The runner has no place free, and waits for one: whatever else the process does goes on.
  await new Promise((resolve) => setTimeout(resolve, 100))
  assert.equal(most, 20)
  release()
  await until(
    async () => jobsOf('test.rush'),
    (left) => left === 0,
  )
  await runner.stop()
  assert.equal(most, 20)
})

test('jobs that end together are deleted by the next claim; while that fails they wait, and do not run again', async () => {
  const { system } = db.database
  let claims = 0
  let refusals = 0
  const pool = {
    query: (wanted: { name: string; text: string; values: unknown[] }) => {
      claims += 1
      const deletes = (wanted.values[4] as string[]).length
      if (deletes > 0 && refusals < 2) {
        refusals += 1
        return Promise.reject(new Error('the database is away'))
      }
      return system.query(wanted)
    },
  } as unknown as typeof system
  const ran: string[] = []
  for (let n = 0; n < 10; n += 1) {
    await scheduleJob(system, { tenant, kind: 'test.many', key: `${n}`, data: null, dueInSeconds: 0 })
  }
  const run = async ({ key }: { key: string }) => void ran.push(key)
  const quiet = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }
  const runner = runJobs({ pool, kinds: ['test.many'], run, log: quiet, pollMs: 20 })
  await until(
    () => jobsOf('test.many'),
    (count) => count === 0,
  )
  await runner.stop()
  assert.equal(refusals, 2)
  assert.equal(ran.length, 10)
  assert.ok(claims < 30, `${claims} statements for ten jobs`)
})

const readMode = `select current_setting('plan_cache_mode') as mode`

test('plans are kept, but for statements with optional filters, and never beyond their transaction', async () => {
  const kept = statement('test_read_mode', readMode)
  const byValues = statement('test_read_mode_filtered', `${readMode} where ($1::text is null or $1 = 'x')`)
  for (let turn = 0; turn < 10; turn += 1) {
    assert.deepEqual(await sql.query(kept), [{ mode: 'force_generic_plan' }])
    assert.deepEqual(await sql.query(byValues, [null]), [{ mode: 'auto' }])
  }
  const after = await db.database.app.query(readMode)
  assert.deepEqual(after.rows, [{ mode: 'force_generic_plan' }])
})
