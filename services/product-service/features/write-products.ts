import { type Actor, assert, type Ctx, type Result, type Tx } from '@rialto/core'
import { productCreated, productUpdated } from '../contract.ts'
import type { ProductWish, StoredProduct } from '../model/documents.ts'
import { type Owners, type Plan, type PlanRefusal, planProduct } from '../model/plan.ts'
import { slugOf } from '../model/slugs.ts'
import type { ProductStatus } from '../model.ts'
import {
  findSkuOwners,
  findSlugOwners,
  type ProductWrite,
  publishMany,
  saveProducts,
  skusOf,
} from '../store/products.ts'

export type Written = { id: string; slug: string; status: ProductStatus; version: number }
type PlannedWrite = Extract<Plan, { kind: 'create' | 'change' }>

/** Writes one product and tells what changed. Creating and changing by hand are the same step. */
export async function writeProduct(
  tx: Tx,
  ctx: Ctx,
  parts: { wish: ProductWish; stored: StoredProduct | undefined },
): Promise<Result<Written, PlanRefusal['code']>> {
  const { wish, stored } = parts
  const owners = await findOwners(tx, [parts])
  const plan = planProduct(wish, stored, { owners, strict: true })
  if (!plan.ok) return plan
  if (plan.kind !== 'unchanged') {
    await writePlans(tx, ctx, [{ plan, stored }])
    // Approvals show what changed since a product was last let in: the audit log keeps it.
    tx.changed(wish.id, stored?.document ?? null, wish.document)
  }
  return { ok: true, value: { id: wish.id, slug: plan.slug, status: wish.status, version: plan.version } }
}

/** Who holds the SKUs and addresses that these products want. */
export async function findOwners(
  tx: Tx,
  wishes: readonly { wish: ProductWish; stored: StoredProduct | undefined }[],
): Promise<Owners> {
  const slugs = wishes.map(({ wish, stored }) => wish.slug ?? stored?.slug ?? slugOf(wish.document.title.en))
  return {
    skus: await findSkuOwners(
      tx,
      wishes.flatMap(({ wish }) => skusOf(wish.document)),
    ),
    slugs: await findSlugOwners(tx, [...new Set(slugs)]),
  }
}

/** Writes what was planned and publishes it in the same commit (INV-3). The stored products are locked by the caller. */
export async function writePlans(
  tx: Tx,
  ctx: Ctx,
  planned: readonly { plan: PlannedWrite; stored: StoredProduct | undefined }[],
): Promise<void> {
  const writes: ProductWrite[] = planned.map(({ plan, stored }) => ({
    wish: plan.wish,
    slug: plan.slug,
    version: plan.version,
    variantIds: stored?.variantIds ?? {},
  }))
  const saved = await saveProducts(tx, writes, ctx.newId)
  assert(saved, 'INV-5: a product that is locked was changed by somebody else')
  await publish(
    tx,
    ctx,
    planned.map(({ plan }) => plan),
  )
}

/** One product is told at once; those of a batch go out with one statement. */
async function publish(tx: Tx, ctx: Ctx, plans: readonly PlannedWrite[]): Promise<void> {
  const updatedBy = nameOf(ctx.actor)
  const [only, ...more] = plans
  if (only && more.length === 0) {
    if (only.kind === 'create') return tx.publish(productCreated, only.wish.id, creationOf(only))
    const data = { productId: only.wish.id, changes: only.changes, updatedBy }
    return tx.publish(productUpdated, only.wish.id, data)
  }
  const events = plans.map((plan) =>
    plan.kind === 'create'
      ? { type: productCreated.type, subject: plan.wish.id, data: creationOf(plan) }
      : {
          type: productUpdated.type,
          subject: plan.wish.id,
          data: { productId: plan.wish.id, changes: plan.changes, updatedBy },
        },
  )
  await publishMany(tx, events, ctx.traceparent)
}

function creationOf({ wish }: PlannedWrite) {
  return { productId: wish.id, vendorId: wish.vendorId, category: wish.document.categoryIds[0] ?? null }
}

/** Who did it, as events name people: by id, never by name. */
export function nameOf(actor: Actor): string {
  return actor.id === null ? actor.kind : `${actor.kind}:${actor.id}`
}
