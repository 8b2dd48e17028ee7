// The contract loop's check for a statement that is sent once for each row, seen to fail. @R-000.4a
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { endpoint, feature, ok, type Statement, service, struct } from '@rialto/core'
import { watchQueries } from '@rialto/http'
import { actorWith, type TestServices, testServices } from '@rialto/testing'
import { Type } from 'typebox'
import { repeatedIn } from './repeated.ts'

const listRows: Statement = { name: 'planted_list_rows', text: 'select n from generate_series(1, 2) n' }
const findRow: Statement = { name: 'planted_find_row', text: 'select $1::int * 10 as value' }
const findRows: Statement = {
  name: 'planted_find_rows',
  text: 'select n * 10 as value from unnest($1::int[]) n',
}

const read = (name: string) =>
  endpoint({
    name,
    summary: 'Planted',
    method: 'GET',
    path: `/api/${name}`,
    permission: 'planted.read',
    input: struct({}),
    reply: struct({ values: Type.Array(Type.Integer()) }),
  })
const [oneByOne, atOnce] = [read('planted.one_by_one'), read('planted.at_once')]

const planted = service({
  name: 'planted-service',
  directory: import.meta.dirname,
  features: [
    feature(oneByOne, async (_input, ctx) => {
      const values: number[] = []
      for (const { n } of await ctx.sql.query<{ n: number }>(listRows)) {
        const [row] = await ctx.sql.query<{ value: number }>(findRow, [n])
        values.push(row?.value ?? 0)
      }
      return ok({ values })
    }),
    feature(atOnce, async (_input, ctx) => {
      const rows = await ctx.sql.query<{ n: number }>(listRows)
      const found = await ctx.sql.query<{ value: number }>(findRows, [rows.map(({ n }) => n)])
      return ok({ values: found.map(({ value }) => value) })
    }),
  ],
})

describe('a statement that an example’s request sends once for each of two rows', () => {
  const lines: string[] = []
  let services: TestServices
  before(async () => {
    const write = (msg: string, about: object = {}) => void lines.push(JSON.stringify({ msg, ...about }))
    const log = { debug: write, info: write, warn: write, error: write }
    const watched = watchQueries().around(planted, { isWatched: () => true, repeatsMax: 1 })
    services = await testServices({ services: [watched], log })
  })
  after(() => services.close())

  it('fails the check by its name', async () => {
    const actor = actorWith(['planted.read'])
    const wrong = (await services.run(oneByOne, {}, { actor })).result
    assert.deepEqual(wrong, { ok: true, value: { values: [10, 20] } })
    assert.deepEqual(repeatedIn(lines.join('\n')), [
      'planted.one_by_one asked planted_find_row 2 times in one request; ask once for all',
    ])
  })

  it('is not told of a request that asks once for all', async () => {
    lines.length = 0
    const right = (await services.run(atOnce, {}, { actor: actorWith(['planted.read']) })).result
    assert.deepEqual(right, { ok: true, value: { values: [10, 20] } })
    assert.deepEqual(repeatedIn(lines.join('\n')), [])
  })
})
