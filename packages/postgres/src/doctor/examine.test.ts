// What slows a database down is named, with what to do; the advice helps. @R-000.4a @R-001.i
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Ctx, newId } from '@rialto/core'
import { type TestDatabase, testDatabase } from '@rialto/testing'
import { statement, statementsOf } from '../statement.ts'
import { tenantSql, transact } from '../transaction.ts'
import { examine } from './examine.ts'
import { judgePlan, type PlanNode } from './plans.ts'
import { judgeSessions } from './server.ts'

const tenant = newId()
const slow = {
  name: 'slow',
  directory: fileURLToPath(new URL('../../fixtures/slow', import.meta.url)),
}
const sumLines = statement(
  'slow_sum_lines',
  `select o.id, (
     select sum(l.units)::int from slow_line l where l.tenant_id = o.tenant_id and l.order_id = o.id) as units
   from slow_order o where o.tenant_id = tenant() and o.id <= $1 order by o.id`,
)
const findSku = statement(
  'slow_find_sku',
  `select id from slow_line l where tenant_id = tenant() and sku = $1`,
)
const addLine = statement(
  'slow_add_line',
  `insert into slow_line (tenant_id, id, order_id, sku, units) values (tenant(), $1, $2, $3, $4)`,
)

describe('the doctor', () => {
  let db: TestDatabase
  let ctx: Pick<Ctx, 'sql' | 'tx'>
  before(async () => {
    db = await testDatabase({ services: [slow] })
    const scope = { pool: db.database.app, tenant, traceparent: '' }
    ctx = { sql: tenantSql(scope), tx: (work) => transact(scope, work) }
    await asRole(
      'rialto_system',
      `set search_path = rialto;
       insert into slow_order select '${tenant}', n from generate_series(1, 500) n;
       insert into slow_line select '${tenant}', n, n % 500 + 1, 'sku-' || n, 1 from generate_series(1, 30000) n`,
    )
    await asOwner('analyze rialto.slow_order; analyze rialto.slow_line')
  })
  after(() => db?.drop())

  const asOwner = (sql: string) => asRole('rialto_owner', sql)

  async function asRole(role: string, sql: string): Promise<void> {
    const client = await db.database.system.connect()
    try {
      await client.query(`set role ${role}; set statement_timeout = 0`)
      await client.query(sql)
    } finally {
      client.release(true)
    }
  }

  const examined = () => examine(ctx, { prefix: 'slow_', statements: statementsOf('slow_') })
  const codesOf = async () =>
    (await examined())
      .filter((one) => one.subject.startsWith('slow_'))
      .map((one) => `${one.code} ${one.subject}`)
      .sort()

  async function measure(): Promise<number> {
    const startedAt = performance.now()
    const rows = await ctx.sql.query<{ id: number; units: number }>(sumLines, [60])
    assert.deepEqual(rows[59], { id: 60, units: 60 })
    return performance.now() - startedAt
  }

  it('names a reference without index, a scan for a few rows and a join that reads a table again and again', async () => {
    assert.deepEqual(await codesOf(), [
      'BAD_JOIN slow_sum_lines',
      'FULL_SCAN slow_find_sku',
      'REFERENCE_WITHOUT_INDEX slow_line',
    ])
    for (const finding of await examined()) assert.match(finding.sentence, /^[^\n]{20,400}[.;]?$/)
    assert.ok(!(await examined()).some((one) => one.subject === addLine.name))
    assert.deepEqual(await ctx.sql.query(findSku, ['sku-7']), [{ id: 7 }])
  })

  it('gives advice that makes the planted case at least twenty times faster, and then finds nothing more', async () => {
    const before = Math.min(await measure(), await measure())
    const advice = (await examined()).filter((one) => one.subject.startsWith('slow_'))
    assert.deepEqual([...new Set(advice.map((one) => one.sql))].sort(), [
      'create index concurrently slow_line_order_id on slow_line (tenant_id, order_id)',
      'create index concurrently slow_line_sku on slow_line (tenant_id, sku)',
    ])
    for (const sql of new Set(advice.map((one) => one.sql)))
      await asOwner(`set search_path = rialto; ${sql?.replace('concurrently ', '')}`)
    const after = Math.min(await measure(), await measure(), await measure())
    assert.ok(before / after >= 20, `${before.toFixed(1)} ms, then ${after.toFixed(1)} ms`)
    assert.deepEqual(await codesOf(), [])
  })

  it('names dead rows, and settings that are dangerous', async () => {
    await asOwner('alter table rialto.slow_line set (autovacuum_enabled = off)')
    await asRole('rialto_system', 'update rialto.slow_line set units = 1')
    const dead = async () => (await examined()).filter((one) => one.code === 'BLOAT')
    for (let tries = 0; (await dead()).length === 0 && tries < 50; tries += 1) {
      await new Promise((resolve) => setTimeout(resolve, 100))
    }
    const [bloat] = await dead()
    assert.match(bloat?.sentence ?? '', /\d\d % of the rows of slow_line are dead; vacuum/)
    const settings = (await examined()).filter((one) => one.code === 'SETTING').map((one) => one.subject)
    // The test cluster may be destroyed by a power cut, and says so.
    assert.deepEqual(settings.sort(), ['fsync', 'full_page_writes', 'synchronous_commit'])
  })
})

describe('the judgement of a plan', () => {
  const thing = {
    rows: 100_000,
    columns: ['tenant_id', 'id', 'owner_id', 'order_id', 'name'],
    indexes: [['tenant_id', 'id']],
  }
  const tables = new Map([['thing', thing]])
  const scan = (parts: Partial<PlanNode> = {}): PlanNode => ({
    'Node Type': 'Seq Scan',
    'Relation Name': 'thing',
    Alias: 't',
    Filter: `((tenant_id = (current_setting('rialto.tenant'::text))::uuid) AND (owner_id = $2))`,
    'Plan Rows': 10,
    ...parts,
  })
  const judged = (parts: Partial<PlanNode>) =>
    judgePlan('s', scan(parts), tables).map(({ code, sql }) => [code, sql])

  it('leaves small tables, wide answers and filters that no index serves alone', () => {
    assert.deepEqual(judgePlan('s', scan(), new Map([['thing', { ...thing, rows: 100 }]])), [])
    assert.deepEqual(judged({ 'Plan Rows': 60_000 }), [])
    assert.deepEqual(judged({ Filter: '(name ~~ $1)' }), [])
    assert.deepEqual(judged({ Filter: '(tenant_id = $1)' }), [])
  })

  it('gives an index only where it would help', () => {
    assert.deepEqual(judged({}), [
      ['FULL_SCAN', 'create index concurrently thing_owner_id on thing (tenant_id, owner_id)'],
    ])
    // A subquery for each row, a function under row-level security, an alternative: no index on a column serves them.
    for (const Filter of [
      '((tenant_id = $1) AND (id = (SubPlan 1)))',
      '((tenant_id = $1) AND (lower(name) = ANY ($2)))',
      '((tenant_id = $1) AND ((owner_id = $2) OR (order_id = $3)))',
      '((tenant_id = $1) AND (id = $2))',
    ]) {
      assert.deepEqual(judged({ Filter }), [['FULL_SCAN', null]], Filter)
    }
    const [finding] = judgePlan('s', scan({ Filter: '((tenant_id = $1) AND (id = (SubPlan 1)))' }), tables)
    assert.match(
      finding?.sentence ?? '',
      /no index on plain columns serves .*SubPlan 1.*, so write it otherwise\.$/,
    )
  })

  it('reads the columns of a loop from the filter of the join', () => {
    const inner = scan({ 'Parent Relationship': 'Inner' })
    delete inner.Filter
    const outer = scan({
      'Node Type': 'Index Scan',
      'Relation Name': 'order',
      'Parent Relationship': 'Outer',
    })
    const plan: PlanNode = {
      'Node Type': 'Nested Loop',
      'Join Filter': '(t.order_id = o.id)',
      'Plan Rows': 5,
      Plans: [outer, inner],
    }
    const [finding] = judgePlan('s', plan, tables)
    assert.equal(finding?.code, 'BAD_JOIN')
    assert.match(finding?.sql ?? '', /on thing \(order_id\)$/)
  })
})

describe('the judgement of connections', () => {
  it('warns before they run out', () => {
    assert.deepEqual(judgeSessions({ sessions: 79, own: 60 }, 100), [])
    const [finding] = judgeSessions({ sessions: 81, own: 60 }, 100)
    assert.match(
      finding?.sentence ?? '',
      /81 of 100 connections are taken, 60 by Rialto: set DATABASE_POOL_MAX/,
    )
  })
})
