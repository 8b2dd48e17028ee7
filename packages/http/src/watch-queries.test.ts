// Every statement of a request is counted; one that is sent again for each row is told. @R-000.4a
import assert from 'node:assert/strict'
import { test } from 'node:test'
import {
  type Ctx,
  endpoint,
  feature,
  type Log,
  nobody,
  ok,
  type Service,
  service,
  struct,
} from '@rialto/core'
import { judgeWatched } from './doctor.ts'
import { type QueryWatch, repeatedMessage, watchQueries } from './watch-queries.ts'

const read = (name: string) =>
  endpoint({
    name,
    summary: 's',
    method: 'GET',
    path: '/api/x',
    permission: 'anyone',
    input: struct({}),
    reply: struct({}),
  })
const find = { name: 'x_find_one', text: 'select 1' }
const [good, bad, caller] = [read('x.good'), read('x.bad'), read('x.caller')]

const things: Service = service({
  name: 'x-service',
  directory: '',
  features: [
    feature(good, async (_input, ctx) => {
      await ctx.sql.query(find)
      return ok({})
    }),
    feature(bad, async (_input, ctx) => {
      for (let row = 0; row < 5; row += 1) await ctx.tx((tx) => tx.query(find, [row]))
      return ok({})
    }),
    feature(caller, async (_input, ctx) => {
      for (let row = 0; row < 5; row += 1) await ctx.call(good, {})
      return ok({})
    }),
  ],
})

function run(watch: QueryWatch, isWatched: (traceId: string) => boolean) {
  const told: unknown[] = []
  const warn: Log['warn'] = (message, about) => void told.push([message, about])
  const watched = watch.around(things, { isWatched })
  const sql = { query: async () => [] }
  const ctx = {
    traceparent: `00-${'a'.repeat(31)}7-${'b'.repeat(16)}-01`,
    actor: nobody,
    sql,
    tx: (work: (tx: unknown) => Promise<unknown>) => work(sql),
    call: (called: { name: string }) => call(called.name),
    log: { warn },
  } as unknown as Ctx
  const call = async (name: string) =>
    watched.features.find((one) => one.endpoint.name === name)?.handle({}, ctx)
  return { call, told }
}

test('a request that sends a statement for each row is told, with the statement and the operation', async () => {
  const watch = watchQueries()
  const { call, told } = run(watch, () => true)
  await call('x.good')
  assert.deepEqual(told, [])
  await call('x.bad')
  assert.deepEqual(told, [[repeatedMessage, { op: 'x.bad', asked: 'x_find_one', times: 5 }]])
  const findings = watch.seen().flatMap(judgeWatched)
  assert.deepEqual(
    findings.map((one) => [one.code, one.subject]),
    [['REPEATED_STATEMENT', 'x.bad']],
  )
  assert.match(findings[0]?.sentence ?? '', /sent x_find_one 5 times in one request; ask once for all/)
})

test('what called services ask counts for the request that caused it', async () => {
  const watch = watchQueries()
  const { call, told } = run(watch, () => true)
  await Promise.all([call('x.caller'), call('x.good'), call('x.good'), call('x.good'), call('x.good')])
  assert.deepEqual(told, [
    [repeatedMessage, { op: 'x.caller', asked: 'x_find_one', times: 5 }],
    [repeatedMessage, { op: 'x.caller', asked: 'call x.good', times: 5 }],
  ])
})

test('a request that is not watched is left as it is', async () => {
  const watch = watchQueries()
  const { call, told } = run(watch, (traceId) => traceId.endsWith('0'))
  await call('x.bad')
  assert.deepEqual([told, watch.seen()], [[], []])
})

test('a statement is slow when it is slow on average, and a call is never', () => {
  const one = { operation: 'x.good', service: 'x-service', asked: 'x_find_one', msMax: 900, repeats: 1 }
  const judged = (parts: object) =>
    judgeWatched({ ...one, times: 10, msTotal: 3_000, ...parts }).map(({ code }) => code)
  assert.deepEqual(judged({}), ['SLOW_STATEMENT'])
  assert.deepEqual(judged({ times: 2 }), [])
  assert.deepEqual(judged({ msTotal: 900 }), [])
  assert.deepEqual(judged({ asked: 'call x.good' }), [])
})
