import { violatedConstraint } from '@rialto/postgres'

const wantedOnce: Readonly<
  Record<string, 'sku' | 'slug' | 'external id' | 'brand' | 'category name' | 'category slug'>
> = {
  product_variant_sku: 'sku',
  product_slug_pkey: 'slug',
  product_product_external: 'external id',
  product_brand_name: 'brand',
  product_category_name: 'category name',
  product_category_slug: 'category slug',
}

const attemptsMax = 3

/** What somebody else had taken already when a write failed; undefined when it failed for another reason. */
export function takenThing(error: unknown) {
  return wantedOnce[violatedConstraint(error) ?? '']
}

/**
 * Runs work again when somebody else took the same SKU, address or id at the same moment and was faster: now it sees
 * who has it, and decides.
 */
export async function againWhenTaken<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (attempt === attemptsMax || takenThing(error) === undefined) throw error
    }
  }
}
