import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { feature, newId, ok, type PublishedEvent, service, serviceActor } from '@rialto/core'
import { continueTrace } from '@rialto/http'
import inventory from '@rialto/inventory-service'
import { changeHold, createWarehouse, setStock } from '@rialto/inventory-service/contract'
import { findVariants } from '@rialto/product-service/contract'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import { createDrop } from '../contract.ts'
import fans from '../service.ts'

export const operator = actorWith(['fan.manage_drops', 'inventory.manage_warehouses'])
const caller = serviceActor('fan-service')

type Parts = {
  units?: number
  opensInMs?: number
  lastsMs?: number
  slug?: string
  showsUnits?: boolean
}

export type FanShop = Awaited<ReturnType<typeof fanShop>>

/** Fan-service and inventory-service as they are, on a database of their own, with a stand-in for the catalogue. */
export async function fanShop() {
  const goods = new Map<string, { productId: string; vendorId: string }>()
  const services = await testServices({ services: [fans, inventory, catalogue(goods)] })
  const warehouse = { code: 'NEAR', name: 'Near', country: 'IT', priority: 1 }
  accepted((await services.run(createWarehouse, warehouse, { actor: operator, key: 'warehouse' })).result)
  const planned = async (sku: string, parts: Parts) => {
    const answer = await services.run(createDrop, wish(sku, parts), { actor: operator, key: newId() })
    return accepted(answer.result)
  }
  /** A drop that is open. On a slow machine the first opening may pass while it is written: then it is planned anew. */
  const opened = async (sku: string, parts: Parts) => {
    for (const opensInMs of [50, 500, 5_000]) {
      const asked = wish(sku, { ...parts, opensInMs })
      const { result } = await services.run(createDrop, asked, { actor: operator, key: newId() })
      if (!result.ok && result.code === 'DROP_TIMES_WRONG') continue
      const drop = accepted(result)
      await pause(Math.max(0, Date.parse(drop.opensAt) + 20 - Date.now()))
      return drop
    }
    throw new Error('Planning a drop took more than five seconds')
  }
  return {
    services,
    wish,
    planned,
    opened,
    product: async (units: number) => {
      const sku = `SKU-${newId().slice(-10)}`
      const owner = { productId: newId(), vendorId: newId() }
      goods.set(sku, owner)
      const entries = [{ sku, ...owner, warehouse: 'NEAR', quantity: units }]
      accepted((await services.run(setStock, { causeId: 'test', entries }, { actor: caller })).result)
      return sku
    },
    release: async (holdId: string) => {
      const change = { holdId, generation: 1, change: 'release' as const }
      accepted((await services.run(changeHold, change, { actor: caller })).result)
    },
    ...momentsOf(services),
    close: services.close,
  }
}

/** A valid wish of an operator; the drop opens in an hour unless it says otherwise. */
function wish(sku: string, parts: Parts) {
  const opens = Date.now() + (parts.opensInMs ?? 3_600_000)
  return {
    slug: parts.slug ?? `drop-${newId().slice(-12)}`,
    title: { en: 'A drop' },
    story: { en: 'Words' },
    items: [{ sku, quantity: parts.units ?? 1 }],
    opensAt: new Date(opens).toISOString(),
    endsAt: new Date(opens + (parts.lastsMs ?? 3_600_000)).toISOString(),
    perPersonMax: 2,
    showsUnits: parts.showsUnits ?? false,
  }
}

/** Runs jobs and consumers as their runners would, and reads what was told. */
function momentsOf(services: TestServices) {
  const scope = { tenant: tenantA, traceparent: continueTrace(undefined) }
  const ctx = () => services.runtime.contextFor(fans.name, scope)
  const outbox = async (where: string, value: string) =>
    (
      await services.database.system.query(
        `select id, type, subject, data from rialto_outbox where ${where} = $1 order by pos`,
        [value],
      )
    ).rows
  return {
    job: async (kind: string, dropId: string) => {
      const job = fans.jobs.find((one) => one.kind === kind)
      if (!job) throw new Error(`There is no job ${kind}`)
      await job.run({ key: dropId, data: { dropId }, attempts: 1 }, ctx())
    },
    follow: async (type: string) => {
      for (const row of await outbox('type', type)) {
        const event = { ...row, tenant: tenantA, source: '', time: '', traceparent: null } as PublishedEvent
        for (const consumer of fans.consumers.filter((one) => one.types.includes(type))) {
          const around = { prepared: undefined, ctx: ctx() }
          await ctx().tx((tx) => consumer.apply(event, tx, around))
        }
      }
    },
    told: async (dropId: string): Promise<string[]> =>
      (await outbox('subject', `drop:${dropId}`))
        .map((row) => String(row.type))
        .filter((type) => type.startsWith('drop.')),
  }
}

function catalogue(goods: ReadonlyMap<string, { productId: string; vendorId: string }>) {
  const variants = feature(findVariants, async ({ skus }) =>
    ok({
      items: skus.flatMap((sku) => {
        const owner = goods.get(sku)
        if (!owner) return []
        return [
          {
            ...owner,
            sku,
            variantId: newId(),
            slug: sku.toLowerCase(),
            title: { en: `The ${sku}` },
            options: { Size: 'S' },
            localOptions: { de: { Größe: 'Klein' } },
            image: null,
            weightGrams: 100,
            taxClass: 'standard' as const,
            status: 'active' as const,
            categoryIds: [],
          },
        ]
      }),
    }),
  )
  const directory = fileURLToPath(new URL('.', import.meta.url))
  return service({ name: 'product-service', directory, features: [variants] })
}
