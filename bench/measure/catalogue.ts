import type { Market, Vendor, WireAnswer } from '@rialto/testing'

const things = ['Kettle', 'Lamp', 'Bench', 'Basket', 'Blanket', 'Clock', 'Mug', 'Tray', 'Vase', 'Stool']
const kinds = ['oak', 'steel', 'linen', 'glass', 'wool', 'brass', 'clay', 'cork']
const sendsMax = 5
const currencies = ['EUR', 'USD', 'GBP']

/** Lines of an import: made, and the same each time. */
export function catalogueLines(count: number): Record<string, unknown>[] {
  return Array.from({ length: count }, (_, n) => {
    const thing = things[n % things.length]
    const kind = kinds[Math.floor(n / things.length) % kinds.length]
    return {
      id: `bench-${n}`,
      title: `${thing} of ${kind}, number ${n}`,
      description:
        `A ${thing?.toLowerCase()} made of ${kind}. It is one of ${count} that nobody ever bought. `.repeat(
          3,
        ),
      brand: `Maker ${n % 25}`,
      categories: [`Bench > ${thing}`],
      taxClass: 'standard',
      status: 'active',
      tags: [kind],
      attributes: { material: kind, numberOfParts: n % 7 },
      variants: ['S', 'L'].map((size, at) => ({
        sku: `BENCH-${n}-${size}`,
        options: { Size: size },
        prices: currencies.map((currency) => ({ amount: 1_000 + (n % 500) * 10 + at * 300, currency })),
        weightGrams: 300 + (n % 40) * 25,
        stock: [{ warehouse: 'MAIN', quantity: 10 + (n % 90) }],
      })),
      options: ['Size'],
    }
  })
}

export type Imported = { state: string; rowsDone: number; rowsChanged: number; rowsRejected: number }

/**
 * Sends lines through the import, as the command line does: the operator imports for the vendor, so that categories and
 * fields which the file names are made. A vendor's own import refuses rows that name unknown ones.
 */
export async function importLines(
  market: Market,
  vendor: Vendor,
  lines: readonly unknown[],
): Promise<{ imported: Imported; seconds: number }> {
  const { token } = await market.operator()
  await market.warehouse('MAIN')
  const opened = await market.wire.ask<{ id: string }>('POST', '/api/products/imports', {
    token,
    key: `import-${vendor.slug}`,
    body: { format: 'jsonl', name: 'bench.jsonl', vendorId: vendor.vendorId },
  })
  const startedAt = performance.now()
  const send = async () => {
    const response = await fetch(`${market.wire.url}/api/products/imports/${opened.id}/content`, {
      method: 'PUT',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/octet-stream' },
      body: lines.map((line) => JSON.stringify(line)).join('\n'),
    })
    return (await response.json()) as Imported & Partial<WireAnswer>
  }
  let imported = await send()
  // A busy database interrupts an import; the same file again goes on where it stopped.
  for (let turn = 1; imported.state === 'interrupted' && turn < sendsMax; turn += 1) imported = await send()
  const seconds = (performance.now() - startedAt) / 1_000
  if (imported.state !== 'done' || imported.rowsRejected > 0) {
    const rejections = await market.wire.send('GET', `/api/products/imports/${opened.id}/rejections`, {
      token,
    })
    throw new Error(
      `The import did not end well: ${JSON.stringify(imported)} ${rejections.text.slice(0, 500)}`,
    )
  }
  return { imported, seconds }
}
