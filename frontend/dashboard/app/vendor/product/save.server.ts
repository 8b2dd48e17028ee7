import { type FieldProblem, refuse } from '@rialto/core'
import { changePrice, listPrices } from '@rialto/pricing-service/contract'
import {
  archiveProduct,
  createProduct,
  getProduct,
  submitProduct,
  updateProduct,
} from '@rialto/product-service/contract'
import type { Staff } from '../../visit.ts'
import { type Draft, draftOf, type ReadPrice } from './draft.ts'
import { inputOf, type WantedPrice } from './product-input.ts'

type Api = Staff['visit']['api']
const skuPricesMax = 100

/** A product of this vendor with its prices; that of another vendor does not exist here. */
export async function readOwnProduct(api: Api, vendorId: string, productId: string) {
  const answer = await api.call(getProduct, { productId })
  if (!answer.ok) return answer
  const product = answer.value
  if (product.vendorId !== vendorId) return refuse('NOT_FOUND', 'There is no such product')
  const prices = await readPrices(
    api,
    product.variants.map((one) => one.sku),
  )
  return { ok: true as const, value: { product, prices, draft: draftOf(product, prices) } }
}

async function readPrices(api: Api, skus: readonly string[]): Promise<ReadPrice[]> {
  const lists = await Promise.all(skus.map((sku) => api.call(listPrices, { sku, limit: skuPricesMax })))
  return lists.flatMap((list) => (list.ok ? list.value.items : []))
}

export type Saved =
  | { readonly ok: true; readonly productId: string; readonly version: number }
  | {
      readonly ok: false
      readonly code: string
      readonly fields: readonly FieldProblem[]
      /** The product was written, and what came after it was refused. */
      readonly written?: { readonly productId: string; readonly version: number }
      /** After a conflict: what the other person made of it. */
      readonly theirs?: { readonly draft: Draft; readonly version: number }
    }

type Wish = {
  readonly vendorId: string
  readonly draft: Draft
  /** The version that was edited; null for a new product. */
  readonly version: number | null
  readonly productId: string | null
  readonly key: string
  readonly isSubmitted: boolean
}

/** Saves product and prices; then asks for approval if that is wanted. */
export async function saveProduct(api: Api, wish: Wish): Promise<Saved> {
  const { input, prices, problems } = inputOf(wish.draft)
  if (problems.length > 0) return { ok: false, code: 'VALIDATION_FAILED', fields: problems }
  const written =
    wish.productId === null || wish.version === null
      ? await api.call(createProduct, { ...input, draft: true }, { key: wish.key })
      : await api.call(updateProduct, { ...input, productId: wish.productId, version: wish.version })
  if (!written.ok) {
    const refusal = { ok: false as const, code: written.code, fields: written.fields ?? [] }
    if (written.code !== 'VERSION_CONFLICT' || wish.productId === null) return refusal
    const theirs = await readOwnProduct(api, wish.vendorId, wish.productId)
    if (!theirs.ok) return refusal
    const { draft, product } = theirs.value
    return { ...refusal, theirs: { draft, version: product.version } }
  }
  const { id: productId, version } = written.value
  const refused = await savePrices(api, prices)
  if (refused) return { ok: false, code: refused, fields: [], written: { productId, version } }
  if (!wish.isSubmitted) return { ok: true, productId, version }
  const submitted = await api.call(submitProduct, { productId })
  if (submitted.ok) return { ok: true, productId, version: submitted.value.version }
  return { ok: false, code: submitted.code, fields: [], written: { productId, version } }
}

/** Writes prices that are new or other than before. The first refusal ends it: what was written stays. */
async function savePrices(api: Api, wanted: readonly WantedPrice[]): Promise<string | null> {
  const known = await readPrices(api, [...new Set(wanted.map((price) => price.sku))])
  for (const { sku, currency, amount } of wanted) {
    const before = known.find((price) => price.sku === sku && price.currency === currency)
    if (before?.basePrice === amount) continue
    const price = { amount, currency }
    const changed = await api.call(changePrice, { sku, price, version: before?.version ?? 0 })
    if (!changed.ok) return changed.code === 'VERSION_CONFLICT' ? 'PRICE_CHANGED' : changed.code
  }
  return null
}

export function archive(api: Api, productId: string) {
  return api.call(archiveProduct, { productId })
}

/** What the editor sends: its draft as JSON, of the shape that this same app made. */
export function readDraft(form: FormData): Draft | null {
  try {
    const read = JSON.parse(String(form.get('draft') ?? '')) as Draft
    return Array.isArray(read.variants) && Array.isArray(read.pictures) && read.texts ? read : null
  } catch {
    return null
  }
}
