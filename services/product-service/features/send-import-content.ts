import {
  type CommonCode,
  type Ctx,
  feature,
  ok,
  type Result,
  refuse,
  type Tx,
  vendorScope,
} from '@rialto/core'
import { sendImportContent } from '../contract.ts'
import type { ProductPorts } from '../model/ports.ts'
import * as store from '../store/imports.ts'
import { againWhenTaken } from '../store/taken.ts'
import { toReply } from './get-import.ts'
import { mayPublish } from './may-publish.ts'
import { type ImportWords, learnWords, loadWords } from './send-import-content/known-words.ts'
import { digestOf, type ImportRecord, type Reading, readRecords } from './send-import-content/read-records.ts'
import { setPricesAndStock } from './send-import-content/set-prices-and-stock.ts'
import { type StoredRow, storeBatch } from './send-import-content/store-batch.ts'

const batchRowsMax = 200
const batchCharactersMax = 1_000_000
/** Thrown to undo a batch that another sender of the same import has stored meanwhile. */
const movedOn = new Error('The import has moved on')

type Code = 'IMPORT_NOT_FOUND' | 'IMPORT_CONTENT_DIFFERS' | 'IMPORT_RUNS_ALREADY' | CommonCode
type Run = { ctx: Ctx<ProductPorts>; one: store.ProductImport; words: ImportWords; publishes: boolean }

// The file is read no faster than it is stored. What is complete stays: an import that stops goes on behind it.
export default feature(sendImportContent, async ({ importId }, ctx: Ctx<ProductPorts>) => {
  const one = await store.findImport(ctx.sql, importId, vendorScope(ctx.actor))
  if (!one) return refuse('IMPORT_NOT_FOUND', 'There is no such import')
  if (one.state === 'done') return ok(toReply(one))
  if (!ctx.content) return refuse('BODY_MALFORMED', 'Send the file as it is, not as JSON')
  const run: Run = { ctx, one, words: await loadWords(ctx), publishes: await mayPublish(ctx) }
  const outcome = await importAll(run, readRecords(ctx.content, readingOf(one, ctx.ports))).catch(
    (error: unknown) => {
      // The connection broke, the database was away, or we are at fault: what is complete stays.
      ctx.log.error('an import stopped', { importId, error })
      return { ok: true as const, value: 'It stopped before its end. Send the file again, and it goes on' }
    },
  )
  return outcome.ok ? end(run, outcome.value) : outcome
})

/** Answers why the import stopped before its end, or null. */
async function importAll(
  run: Run,
  records: AsyncGenerator<ImportRecord>,
): Promise<Result<string | null, Code>> {
  const start = await skipComplete(run.one, records)
  if (!start.ok) return start
  await run.ctx.tx((tx) => store.startImport(tx, run.one.id))
  const at = { done: run.one.rowsDone, stored: run.one.rowsStored, digest: start.value }
  for await (const batch of inBatches(records, at)) {
    const step = await importBatch(run, batch, at)
    if (!step.ok || step.value !== null) return step
  }
  return ok(null)
}

type Position = { done: number; stored: number; digest: string }

/** Reads past the rows that are complete, and makes sure that they are the same as before. */
async function skipComplete(
  one: store.ProductImport,
  records: AsyncGenerator<ImportRecord>,
): Promise<Result<string, 'IMPORT_CONTENT_DIFFERS'>> {
  let digest = ''
  for (let skipped = 0; skipped < one.rowsDone; skipped += 1) {
    const next = await records.next()
    if (next.done) break
    digest = digestOf(digest + next.value.digest)
  }
  if (digest === one.digest) return ok(digest)
  await records.return(undefined)
  return refuse('IMPORT_CONTENT_DIFFERS', 'This is not the file that the import began with')
}

/**
 * Gathers rows. A batch ends where the last stored one ended, so that each row is counted once, and before a product
 * that is in it already.
 */
async function* inBatches(
  records: AsyncIterable<ImportRecord>,
  at: Position,
): AsyncGenerator<ImportRecord[]> {
  let batch: ImportRecord[] = []
  let size = 0
  for await (const record of records) {
    if (record.externalId !== null && batch.some((one) => one.externalId === record.externalId)) {
      yield batch
      batch = []
      size = 0
    }
    batch.push(record)
    size += record.size
    const isFull = batch.length === batchRowsMax || size >= batchCharactersMax
    if (isFull || at.done + batch.length === at.stored) {
      yield batch
      batch = []
      size = 0
    }
  }
  if (batch.length > 0) yield batch
}

/** Products first, in one commit with their count; then prices and stock; only then the rows are complete (INV-6). */
async function importBatch(
  run: Run,
  records: ImportRecord[],
  at: Position,
): Promise<Result<string | null, Code>> {
  const { ctx, one, words } = run
  await learnWords(
    ctx,
    words,
    records.flatMap((record) => (record.ok ? [record.row] : [])),
  )
  const to = at.done + records.length
  const stored = await againWhenTaken(() =>
    ctx.tx((tx) => storeAndCount(tx, run, { records, to, at })),
  ).catch((error: unknown) => {
    if (error === movedOn) return null
    throw error
  })
  if (!stored) return refuse('IMPORT_RUNS_ALREADY', 'Somebody else sends this file just now')
  const problem = await setPricesAndStock(ctx, one, stored)
  if (problem !== null) return ok(problem)
  const digest = records.reduce((before, record) => digestOf(before + record.digest), at.digest)
  const marks = stored.map((row) => row.mark)
  const completed = await ctx.tx((tx) => store.completeRows(tx, one, { from: at.done, to, digest, marks }))
  if (!completed) return refuse('IMPORT_RUNS_ALREADY', 'Somebody else sends this file just now')
  Object.assign(at, { done: to, stored: Math.max(at.stored, to), digest })
  return ok(null)
}

/** Rows that were counted before a stop are stored again, which changes nothing, and are not counted twice. */
async function storeAndCount(
  tx: Tx,
  run: Run,
  batch: { records: ImportRecord[]; to: number; at: Position },
): Promise<StoredRow[]> {
  const { ctx, one, words, publishes } = run
  const { records, to, at } = batch
  const { changed, rejections, stored } = await storeBatch(tx, ctx, {
    import: one,
    records,
    words,
    publishes,
  })
  if (to <= at.stored) return stored
  if (!(await store.storeRows(tx, one.id, { from: at.stored, to, changed, rejections }))) throw movedOn
  return stored
}

function readingOf(one: store.ProductImport, ports: ProductPorts): Reading {
  const shopify = { currency: one.currency, warehouse: one.warehouse }
  return { format: one.format, shopify, readCsv: ports.readCsv }
}

async function end(run: Run, problem: string | null): Promise<Result<ReturnType<typeof toReply>, Code>> {
  const { ctx, one } = run
  const state = problem === null ? 'done' : 'interrupted'
  const ended = await ctx.tx((tx) => store.endImport(tx, one.id, { state, problem }))
  const present = ended ?? (await store.findImport(ctx.sql, one.id, null))
  if (!present) throw new Error('An import that ended cannot be read')
  return ok(toReply(present))
}
