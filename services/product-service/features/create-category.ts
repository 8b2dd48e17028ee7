import { type CommonCode, feature, ok, type Result, refuse, type Tx } from '@rialto/core'
import { categoryChanged, createCategory } from '../contract.ts'
import { ownSlug, slugOf } from '../model/slugs.ts'
import { type Category, findCategories, insertCategory, isSlugTaken, lockPaths } from '../store/categories.ts'
import { takenThing } from '../store/taken.ts'

type Code = 'CATEGORY_NAME_TAKEN' | 'SLUG_TAKEN' | 'PARENT_NOT_FOUND' | CommonCode

export default feature(createCategory, (input, ctx) =>
  refuseTakenCategory(() =>
    ctx.once(async (tx): Promise<Result<Category, Code>> => {
      await lockPaths(tx)
      const parent = input.parentId ? (await findCategories(tx, [input.parentId]))[0] : null
      if (parent === undefined) return refuse('PARENT_NOT_FOUND', 'There is no such category above')
      const id = ctx.newId()
      const category = await insertCategory(tx, {
        id,
        parent,
        slug: input.slug ?? (await freeSlug(tx, input.name.en, id)),
        name: input.name,
        position: input.position ?? 0,
      })
      await tx.publish(categoryChanged, category.id, { categoryId: category.id })
      return ok(category)
    }),
  ),
)

/** The same name may stand under several parents; each has an address of its own. */
async function freeSlug(tx: Tx, name: string, id: string): Promise<string> {
  const slug = slugOf(name)
  return (await isSlugTaken(tx, slug)) ? ownSlug(slug, id) : slug
}

/** A name or address that is taken is found by its unique index, also when two want it at the same moment. */
export async function refuseTakenCategory<T, C extends string>(
  work: () => Promise<Result<T, C>>,
): Promise<Result<T, C | 'CATEGORY_NAME_TAKEN' | 'SLUG_TAKEN'>> {
  try {
    return await work()
  } catch (error) {
    const taken = takenThing(error)
    if (taken === 'category name')
      return refuse('CATEGORY_NAME_TAKEN', 'There is a category of this name beside it')
    if (taken === 'category slug') return refuse('SLUG_TAKEN', 'Another category has this address')
    throw error
  }
}
