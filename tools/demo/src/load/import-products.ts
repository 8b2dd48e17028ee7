import { createHash } from 'node:crypto'
import { products } from '../catalogue.ts'
import { atOnce } from './at-once.ts'
import type { VendorIds } from './ensure-vendors.ts'
import type { Person } from './person.ts'

type ProductImport = { id: string; name: string; state: string; rowsDone: number; rowsRejected: number }
type Rejection = { line: number; externalId: string | null; reason: string }

const importsAtOnce = 2

/** Sends each vendor's products through the import. Answers how many products there are. */
export async function importProducts(operator: Person, vendorIds: VendorIds): Promise<number> {
  const done = await atOnce([...vendorIds], importsAtOnce, ([slug, vendorId]) =>
    importVendor(operator, slug, vendorId),
  )
  return done.reduce((sum, rows) => sum + rows, 0)
}

function importVendor(operator: Person, slug: string, vendorId: string): Promise<number> {
  return importLines(operator, { slug, vendorId, content: linesOf(slug) })
}

/** Sends lines through the import, once for each content. Answers how many products they hold. */
export async function importLines(
  operator: Person,
  { slug, vendorId, content }: { slug: string; vendorId: string; content: string },
): Promise<number> {
  // Named by its content: a catalogue that changed is another file, and an import goes on only with the file it knows.
  const name = `demo ${slug} ${createHash('sha256').update(content).digest('hex').slice(0, 12)}`
  const present = await operator.list<ProductImport>(`/api/products/imports?vendorId=${vendorId}`)
  const opened =
    present.find((one) => one.name === name) ??
    (await operator.post<ProductImport>('/api/products/imports', { format: 'jsonl', name, vendorId }))
  if (opened.state === 'done' && opened.rowsRejected === 0) return opened.rowsDone
  const done = await operator.put<ProductImport>(`/api/products/imports/${opened.id}/content`, content)
  if (done.rowsRejected > 0) throw await rejectionOf(operator, done)
  if (done.state !== 'done') throw new Error(`The import of ${slug} stopped after ${done.rowsDone} products`)
  return done.rowsDone
}

/** Without pictures: they are composed later, and an address that leads nowhere is worse than none. */
function linesOf(slug: string): string {
  return products(slug)
    .map(({ media: _media, ...product }) => `${JSON.stringify(product)}\n`)
    .join('')
}

async function rejectionOf(operator: Person, { id, name }: ProductImport): Promise<Error> {
  const rows = await operator.list<Rejection>(`/api/products/imports/${id}/rejections`)
  const reasons = rows.map(({ externalId, reason }) => `${externalId}: ${reason}`)
  return new Error(`Rows of the import ${name} were refused:\n${reasons.join('\n')}`)
}
