import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Market, Product } from '@rialto/testing'

const openingMs = 300
const hour = 3_600_000

/** A drop of so many units of a product, one for each account. Answers its id when it is open. */
export async function openDrop(market: Market, product: Product, units: number): Promise<string> {
  const { token } = await market.operator()
  const slug = `bench-${randomUUID().slice(0, 12)}`
  const opensAt = Date.now() + openingMs
  const drop = await market.wire.ask<{ dropId: string }>('POST', '/api/operator/drops', {
    token,
    key: slug,
    body: {
      slug,
      title: { en: 'A drop' },
      story: { en: 'So many, once.' },
      items: [{ sku: product.sku, quantity: units }],
      opensAt: new Date(opensAt).toISOString(),
      endsAt: new Date(opensAt + hour).toISOString(),
      perPersonMax: 1,
    },
  })
  await pause(openingMs * 2)
  return drop.dropId
}
