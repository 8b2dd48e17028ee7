import type { Ctx, Tx } from '@rialto/core'
import type { ImportRow } from '../../contract/import-row.ts'
import type { ProductDocument, ProductWish, StoredProduct } from '../../model/documents.ts'
import { type KnownWords, readRow } from '../../model/import-row.ts'
import { type Plan, planProduct } from '../../model/plan.ts'
import { reasonOf, rowProblem } from '../../model/row-problem.ts'
import { firstStatus } from '../../model/states.ts'
import { findMarks, type Mark, type ProductImport, type Rejection } from '../../store/imports.ts'
import { lockByExternal } from '../../store/products.ts'
import { findOwners, writePlans } from '../write-products.ts'
import type { ImportRecord } from './read-records.ts'

/** A row that is stored: its prices and stock are to be set, and then it is marked as complete. */
export type StoredRow = { productId: string; row: ImportRow; mark: Mark }

export type StoredBatch = { changed: number; rejections: Rejection[]; stored: StoredRow[] }

type GoodRow = { line: number; row: ImportRow; document: ProductDocument; mark: Mark }

/**
 * Writes the products of a batch, each whole or not at all; a row that cannot be taken stops nobody else (INV-6). Rows
 * that were applied before, byte for byte, are skipped.
 */
export async function storeBatch(
  tx: Tx,
  ctx: Ctx,
  batch: { import: ProductImport; records: readonly ImportRecord[]; words: KnownWords; publishes: boolean },
): Promise<StoredBatch> {
  const { vendorId } = batch.import
  const rejections: Rejection[] = []
  const rows = readRows(batch.records, batch.words, rejections)
  const marks = await findMarks(
    tx,
    vendorId,
    rows.map(({ row }) => row.id),
  )
  const fresh = rows.filter(({ row, mark }) => marks.get(row.id) !== mark.digest)
  if (fresh.length === 0) return { changed: 0, rejections, stored: [] }
  const present = await lockByExternal(
    tx,
    vendorId,
    fresh.map(({ row }) => row.id),
  )
  const byId = new Map(present.map((product) => [product.externalId ?? product.id, product]))
  const wished = fresh.map((good) => {
    const stored = byId.get(good.row.id)
    return { good, stored, wish: wishOf(good, stored, { ctx, vendorId, publishes: batch.publishes }) }
  })
  const owners = await findOwners(tx, wished)
  const planned = wished.map((one) => ({
    ...one,
    plan: planProduct(one.wish, one.stored, { owners, strict: false }),
  }))
  const stored: StoredRow[] = []
  for (const { plan, good, wish } of planned) {
    if (plan.ok) stored.push({ productId: wish.id, row: good.row, mark: good.mark })
    else {
      const problem = rowProblem(plan.code, plan.detail, plan.values)
      rejections.push({ line: good.line, externalId: good.row.id, ...reasonOf([problem]) })
    }
  }
  const writes = planned.flatMap(({ plan, stored }) => (isWrite(plan) ? [{ plan, stored }] : []))
  if (writes.length > 0) await writePlans(tx, ctx, writes)
  return { changed: writes.length, rejections, stored }
}

function isWrite(plan: Plan): plan is Extract<Plan, { kind: 'create' | 'change' }> {
  return plan.ok && plan.kind !== 'unchanged'
}

function readRows(records: readonly ImportRecord[], words: KnownWords, rejections: Rejection[]): GoodRow[] {
  return records.flatMap((record) => {
    const { line, externalId, digest } = record
    const read = record.ok ? readRow(record.row, words) : { ok: false as const, problems: record.problems }
    if (read.ok && record.ok)
      return [{ line, row: record.row, document: read.document, mark: { externalId: record.row.id, digest } }]
    rejections.push({ line, externalId, ...reasonOf(read.ok ? [] : read.problems) })
    return []
  })
}

/** A product that is there keeps its state; only a draft goes on when its row says `active`. */
function wishOf(
  good: GoodRow,
  stored: StoredProduct | undefined,
  parts: { ctx: Ctx; vendorId: string; publishes: boolean },
): ProductWish {
  const first = firstStatus(good.row.status ?? 'active', parts.publishes)
  return {
    id: stored?.id ?? parts.ctx.newId(),
    vendorId: parts.vendorId,
    externalId: stored ? stored.externalId : good.row.id,
    status: stored && stored.status !== 'draft' ? stored.status : first,
    slug: good.row.slug,
    document: good.document,
  }
}
