import { type CallCode, type Ctx, ok, type Result, refuse, type Tx } from '@rialto/core'
import { setDrop } from '@rialto/inventory-service/contract'
import { findVariants } from '@rialto/product-service/contract'
import { productProblem, timesProblem } from '../model.ts'
import { type DropPlan, type DropRow, findBySlug, type LocalText } from '../store.ts'

/** What an operator wishes of a drop. */
export type Wish = {
  dropId: string
  slug: string
  title: LocalText
  story: LocalText
  items: readonly { sku: string; quantity: number }[]
  opensAt: string
  endsAt: string
  perPersonMax: number
  showsUnits: boolean
}

type PlanCode = 'DROP_TIMES_WRONG' | 'DROP_PRODUCT_WRONG' | 'DROP_SLUG_TAKEN' | CallCode

/** A wish that can be carried out, with what the catalogue says of its product. */
export async function planOf(ctx: Ctx, wish: Wish): Promise<Result<DropPlan, PlanCode>> {
  const times = { opensAt: Date.parse(wish.opensAt), endsAt: Date.parse(wish.endsAt) }
  const wrong = timesProblem(times, ctx.now().getTime())
  if (wrong) return refuse('DROP_TIMES_WRONG', wrong)
  const skus = wish.items.map((item) => item.sku)
  const found = await ctx.call(findVariants, { skus, variantIds: [] })
  if (!found.ok) return found
  const problem = productProblem(skus, found.value.items)
  const [product] = found.value.items
  if (problem || !product) return refuse('DROP_PRODUCT_WRONG', problem ?? 'There is no such product')
  const taken = await findBySlug(ctx.sql, wish.slug)
  if (taken && taken.dropId !== wish.dropId) return refuseSlug(wish.slug)
  const variants = new Map(found.value.items.map((one) => [one.sku, one]))
  const { productId, slug: productSlug, vendorId, image } = product
  const items = wish.items.map((item) => {
    const { options = {}, localOptions = {} } = variants.get(item.sku) ?? {}
    return { ...item, options, localOptions }
  })
  const { opensAt, endsAt } = times
  return ok({
    ...wish,
    productId,
    productSlug,
    vendorId,
    image,
    items,
    opensAt: new Date(opensAt),
    endsAt: new Date(endsAt),
  })
}

export function refuseSlug(slug: string) {
  return refuse('DROP_SLUG_TAKEN', `There is a drop called ${slug} already`)
}

/** Has the units of a plan set aside. The same plan under the same version again changes nothing. */
export function setAside(ctx: Ctx, plan: DropPlan, version: number) {
  const { dropId, perPersonMax, items } = plan
  return ctx.call(setDrop, {
    dropId,
    version,
    opensAt: plan.opensAt.toISOString(),
    endsAt: plan.endsAt.toISOString(),
    perPersonMax,
    slices: items.map(({ sku, quantity }) => ({ sku, quantity })),
  })
}

/** Has the opening and the end told when they come. Jobs of an older version find that they are not due, and do nothing. */
export async function scheduleMoments(tx: Tx, row: DropRow): Promise<void> {
  const { dropId, version, secondsToOpening, secondsToEnd } = row
  const job = { key: `${dropId}:${version}`, data: { dropId } }
  await tx.schedule({ ...job, kind: 'fan.open_drop', dueInSeconds: Math.max(0, secondsToOpening) })
  await tx.schedule({ ...job, kind: 'fan.close_drop', dueInSeconds: Math.max(0, secondsToEnd) })
}
