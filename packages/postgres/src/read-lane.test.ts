import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newId } from '@rialto/core'
import { testDatabase } from '@rialto/testing'
import { isPlainRead } from './read-lane.ts'
import { statement } from './statement.ts'
import { tenantSql, transact } from './transaction.ts'

const db = await testDatabase()
after(() => db.drop())

const scopeOf = (tenant: string) => ({ pool: db.database.app, tenant, traceparent: '' })
const tenant = newId()
const sql = tenantSql(scopeOf(tenant))
const echo = statement('lane_echo', 'select $1::int as n, tenant()::text as tenant')
const divide = statement('lane_divide', 'select 10 / $1::int as n')
const countBackends = statement('lane_backend', 'select pg_backend_pid() as pid')

test('reads of one moment share a connection, and each is given its own answer', async () => {
  await sql.query(echo, [0])
  const rows = await Promise.all(Array.from({ length: 200 }, (_, n) => sql.query<{ n: number }>(echo, [n])))
  assert.deepEqual(
    rows.map(([row]) => row?.n),
    Array.from({ length: 200 }, (_, n) => n),
  )
  await sql.query(countBackends)
  const backends = await Promise.all(
    Array.from({ length: 5 }, () => sql.query<{ pid: number }>(countBackends)),
  )
  assert.equal(new Set(backends.map(([row]) => row?.pid)).size, 1)
})

test('who asks the same in one moment shares one read, and has rows of its own', async () => {
  const draw = statement('lane_draw', 'select random() as n, $1::text[] as words, tenant()::text as tenant')
  await sql.query(draw, [[]])
  type Drawn = { n: number; words: string[]; tenant: string }
  const ask = (one: string, words: string[]) => tenantSql(scopeOf(one)).query<Drawn>(draw, [words])
  const spoil = (rows: Drawn[]) => {
    rows[0]?.words.push('mine')
    return rows
  }
  const stranger = newId()
  const [first, twin, other, theirs] = await Promise.all([
    ask(tenant, ['a', 'b']),
    ask(tenant, ['a', 'b']),
    ask(tenant, ['a', 'c']),
    ask(stranger, ['a', 'b']),
  ])
  assert.deepEqual(first, twin)
  assert.notEqual(first[0]?.n, other[0]?.n)
  assert.notEqual(first[0]?.n, theirs[0]?.n)
  assert.equal(theirs[0]?.tenant, stranger)
  // Neither hears of what the other does to its rows, whoever asked first.
  const both = [ask(tenant, ['c']), ask(tenant, ['c'])] as const
  const words = await Promise.all([both[0].then(spoil), both[1]])
  assert.deepEqual(
    words.map(([row]) => row?.words),
    [['c', 'mine'], ['c']],
  )
  // Asked later, it is read again.
  assert.notEqual((await ask(tenant, ['a', 'b']))[0]?.n, first[0]?.n)
})

test('who shares a read that fails has the error too', async () => {
  const answers = await Promise.allSettled([sql.query(divide, [0]), sql.query(divide, [0])])
  assert.deepEqual(
    answers.map((one) => one.status),
    ['rejected', 'rejected'],
  )
})

test('a read that fails has its own error, and those that travelled with it their answers', async () => {
  await Promise.all([sql.query(echo, [0]), sql.query(divide, [1])])
  const answers = await Promise.allSettled([
    sql.query(echo, [1]),
    sql.query(divide, [0]),
    sql.query(echo, [2]),
    sql.query(divide, [5]),
  ])
  assert.deepEqual(
    answers.map((one) => (one.status === 'fulfilled' ? one.value : String(one.reason))),
    [[{ n: 1, tenant }], 'error: division by zero', [{ n: 2, tenant }], [{ n: 2 }]],
  )
})

test('arrays and objects travel as well as words do, and what cannot be sent spoils nobody’s answer', async () => {
  const many = statement('lane_many', 'select $1::uuid[] as ids, $2::jsonb as told, tenant()::text as tenant')
  await sql.query(many, [[], {}])
  const ids = Array.from({ length: 12 }, () => newId())
  const circle: Record<string, unknown> = {}
  circle['itself'] = circle
  const answers = await Promise.allSettled(
    ids.map((id, n) => {
      const told = n === 3 ? circle : { n }
      return tenantSql(scopeOf(n < 6 ? tenant : id)).query(many, [[id, id], told])
    }),
  )
  const seen = answers.map((one) => (one.status === 'fulfilled' ? one.value : one.reason.constructor.name))
  const wanted = ids.map((id, n) =>
    n === 3 ? 'TypeError' : [{ ids: [id, id], told: { n }, tenant: n < 6 ? tenant : id }],
  )
  assert.deepEqual(seen, wanted)
})

test('reads of several tenants travel together, and none sees another one’s', async () => {
  const tenants = Array.from({ length: 30 }, () => newId())
  const seen = await Promise.all(
    tenants.map((one, n) => tenantSql(scopeOf(one)).query<{ tenant: string }>(echo, [n])),
  )
  assert.deepEqual(
    seen.map(([row]) => row?.tenant),
    tenants,
  )
})

test('statements that no connection knows yet may come many at once', async () => {
  const fresh = statement('lane_fresh', 'select $1::text as word')
  const words = await Promise.all(['a', 'b', 'c'].map((word) => sql.query<{ word: string }>(fresh, [word])))
  assert.deepEqual(
    words.map(([row]) => row?.word),
    ['a', 'b', 'c'],
  )
})

test('a transaction may read beside itself, while the lane is busy', async () => {
  const seen = await Promise.all(
    Array.from({ length: 3 }, (_, n) =>
      transact(scopeOf(tenant), async (tx) => {
        await tx.query(echo, [n])
        return (await sql.query<{ n: number }>(echo, [n]))[0]?.n
      }),
    ),
  )
  assert.deepEqual(
    seen,
    Array.from({ length: 3 }, (_, n) => n),
  )
})

test('a slow read keeps nobody waiting', async () => {
  const sleep = statement('lane_sleep', 'select pg_sleep($1)')
  await Promise.all([sql.query(sleep, [0]), sql.query(echo, [0])])
  const slow = [1, 2, 3, 4].map((n) => sql.query(sleep, [0.3 + n / 1_000]))
  await new Promise((resolve) => setTimeout(resolve, 20))
  let isSlowOver = false
  void Promise.all(slow).then(() => {
    isSlowOver = true
  })
  for (let n = 0; n < 10; n += 1) assert.equal((await sql.query<{ n: number }>(echo, [n]))[0]?.n, n)
  assert.equal(isSlowOver, false)
  await Promise.all(slow)
})

test('what writes, locks or is planned by its values does not share a round trip', () => {
  const texts = {
    'select a from t where tenant_id = tenant()': true,
    'with t as (update a set b = 1 returning b) select b from t': false,
    'select a from t for no key update': false,
    'select n, outcome from order_create_v1($1)': false,
    'update t set a = 1': false,
  }
  const found = Object.keys(texts).map((text) => isPlainRead(statement('lane_any', text)))
  assert.deepEqual(found, Object.values(texts))
  assert.equal(isPlainRead(statement('lane_search', 'select a from t', 'by values')), false)
})
