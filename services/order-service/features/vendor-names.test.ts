import assert from 'node:assert/strict'
import { test } from 'node:test'
import { newId, ok, refuse } from '@rialto/core'
import { vendorNames } from './vendor-names.ts'

type Asking = Parameters<typeof vendorNames>[0]

/** Stands for vendor-service, which knows these vendors. */
function asking(vendors: Record<string, string>, tenant = newId()) {
  const asked: string[][] = []
  const call = async (_endpoint: unknown, { vendorIds }: { vendorIds: string[] }) => {
    asked.push(vendorIds)
    const items = vendorIds.flatMap((vendorId) => {
      const name = vendors[vendorId]
      return name === undefined ? [] : [{ vendorId, name }]
    })
    return asked.length === 1 && 'busy' in vendors ? refuse('BUSY') : ok({ items })
  }
  return { asked, tenant, ctx: { tenant, call } as unknown as Asking }
}

test('a vendor is asked for once in some seconds, an unknown one each time', async () => {
  const [ada, bob, gone] = [newId(), newId(), newId()]
  const { asked, ctx } = asking({ [ada]: 'Ada', [bob]: 'Bob' })
  const first = await vendorNames(ctx, [ada, gone])
  const second = await vendorNames(ctx, [ada, bob])
  const third = await vendorNames(ctx, [ada, bob])
  assert.deepEqual(asked, [[ada, gone], [bob]])
  assert.deepEqual(first.ok && [...first.value], [[ada, 'Ada']])
  assert.deepEqual(second, third)
  assert.deepEqual(
    third.ok && new Map(third.value),
    new Map([
      [ada, 'Ada'],
      [bob, 'Bob'],
    ]),
  )
  await vendorNames(ctx, [gone])
  assert.equal(asked.length, 3)
})

test('what one marketplace asked is not answered to another, and a refusal is not remembered', async () => {
  const ada = newId()
  const one = asking({ [ada]: 'Ada' })
  await vendorNames(one.ctx, [ada])
  const other = asking({ busy: '' })
  assert.equal((await vendorNames(other.ctx, [ada])).ok, false)
  const again = await vendorNames(other.ctx, [ada])
  assert.deepEqual(again.ok && [...again.value], [])
})
