import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Actor, type Endpoint, feature, ok, type Result, type Service, service } from '@rialto/core'
import { continueTrace } from '@rialto/http'
import inventory from '@rialto/inventory-service'
import { createWarehouse } from '@rialto/inventory-service/contract'
import pricing from '@rialto/pricing-service'
import { accepted, actorWith, type TestServices, tenantA, testServices } from '@rialto/testing'
import { findVendors } from '@rialto/vendor-service/contract'
import { openCsv } from './adapters/csv.ts'
import { openFileMedia } from './adapters/file-media.ts'
import { openPictures } from './adapters/sharp-pictures.ts'
import { lineBytesMax } from './contract.ts'
import type { ProductPorts } from './model/ports.ts'
import product from './service.ts'

export const vendorA = '00000000-0000-7000-8000-00000000000a'
export const vendorB = '00000000-0000-7000-8000-00000000000b'

const vendorPermissions = ['product.read_products', 'product.edit_products', 'product.import_products']
const operatorPermissions = [
  ...vendorPermissions,
  'product.approve_product',
  'product.manage_catalogue',
  'inventory.manage_warehouses',
]

export const owner = actorWith(vendorPermissions, { id: 'owner-a', vendorId: vendorA })
export const otherOwner = actorWith(vendorPermissions, { id: 'owner-b', vendorId: vendorB })
export const operator = actorWith(operatorPermissions, { id: 'operator' })
export const shopper = actorWith([], { id: 'shopper' })

/** Stands for vendor-service: two vendors, both active. */
const vendors = service({
  name: 'vendor-service',
  directory: '/',
  features: [
    feature(findVendors, async ({ vendorIds, slugs }) =>
      ok({
        items: [
          { vendorId: vendorA, slug: 'a' },
          { vendorId: vendorB, slug: 'b' },
        ]
          .filter((one) => vendorIds.includes(one.vendorId) || slugs.includes(one.slug))
          .map((one) => ({ ...one, name: one.slug, country: 'IT', status: 'active' as const })),
      }),
    ),
  ],
})

export type World = {
  services: TestServices
  ports: { -readonly [Port in keyof ProductPorts]: ProductPorts[Port] }
  /** Calls an endpoint and gives its value; a refusal fails the test. */
  call<I, O, C extends string>(endpoint: Endpoint<I, O, C>, input: I, actor?: Actor): Promise<O>
  ask<I, O, C extends string>(endpoint: Endpoint<I, O, C>, input: I, actor?: Actor): Promise<Result<O>>
  /** Calls an endpoint whose body is a stream. */
  send<I, O, C extends string>(
    endpoint: Endpoint<I, O, C>,
    input: I,
    body: { content: AsyncIterable<Uint8Array>; actor?: Actor },
  ): Promise<Result<O>>
  /** The events that were published since the last look. */
  events(): Promise<{ type: string; subject: string; data: Record<string, unknown> }[]>
  close(): Promise<void>
}

/** product-service with real prices and stock, a stand-in for vendors, and pictures in a folder of its own. */
export async function openWorld(
  options: { besides?: readonly Service[]; ports?: Record<string, unknown> } = {},
): Promise<World> {
  const directory = await mkdtemp(join(tmpdir(), 'rialto-media-'))
  const ports: ProductPorts = {
    customFields: [],
    readCsv: openCsv(lineBytesMax),
    media: openFileMedia(directory),
    pictures: openPictures(),
    mediaUrl: '/media',
  }
  const services = await testServices({
    services: [product, ...(options.besides ?? [pricing, inventory, vendors])],
    ports: { 'product-service': ports, ...options.ports },
  })
  let keys = 0
  let seen = 0n
  const ask: World['ask'] = async (endpoint, input, actor = owner) => {
    keys += 1
    return (await services.run(endpoint, input, { actor, key: `key-${keys}` })).result
  }
  return {
    services,
    ports,
    ask,
    call: async (endpoint, input, actor) => accepted(await ask(endpoint, input, actor)),
    send: async (endpoint, input, { content, actor = owner }) => {
      const scope = { tenant: tenantA, actor, traceparent: continueTrace(undefined), content }
      return (await services.runtime.run(endpoint, input, scope)).result as never
    },
    events: async () => {
      const { rows } = await services.database.system.query(
        'select pos, type, subject, data from rialto_outbox where pos > $1 order by pos',
        [seen],
      )
      seen = rows.at(-1)?.pos ?? seen
      return rows.map(({ type, subject, data }) => ({ type, subject, data }))
    },
    close: async () => {
      await services.close()
      await rm(directory, { recursive: true })
    },
  }
}

export async function openWarehouse(world: World, code = 'MAIN'): Promise<void> {
  await world.call(createWarehouse, { code, name: code, country: 'IT', priority: 1 }, operator)
}

export { vendors as standInVendors }
