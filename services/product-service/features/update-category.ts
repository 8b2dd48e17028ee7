import { type CommonCode, feature, ok, type Result, refuse, type Tx } from '@rialto/core'
import { categoryChanged, updateCategory } from '../contract.ts'
import * as store from '../store/categories.ts'
import { refuseTakenCategory } from './create-category.ts'

type Code =
  | 'CATEGORY_NOT_FOUND'
  | 'CATEGORY_LOOP'
  | 'CATEGORY_NAME_TAKEN'
  | 'SLUG_TAKEN'
  | 'PARENT_NOT_FOUND'
  | CommonCode

// Moving a category takes all below it along: their paths, and those of their products, change in the same commit (INV-4).
export default feature(updateCategory, (input, ctx) =>
  refuseTakenCategory(() =>
    ctx.tx(async (tx): Promise<Result<store.Category, Code>> => {
      await store.lockPaths(tx)
      const [before] = await store.findCategories(tx, [input.categoryId])
      if (!before) return refuse('CATEGORY_NOT_FOUND', 'There is no such category')
      if (before.version !== input.version)
        return refuse('VERSION_CONFLICT', 'Somebody changed the category since', { version: before.version })
      const parentId = input.parentId === undefined ? before.parentId : input.parentId
      const above = await findAbove(tx, before, parentId)
      if (!above.ok) return above
      const category = await store.updateCategory(tx, {
        ...before,
        parentId,
        path: [before.id, ...above.value],
        slug: input.slug ?? before.slug,
        name: input.name ?? before.name,
        position: input.position ?? before.position,
      })
      if (!category) throw new Error('A category that is locked was changed by somebody else')
      if (parentId !== before.parentId) await store.movePaths(tx, before.id, above.value)
      await tx.publish(categoryChanged, category.id, { categoryId: category.id })
      return ok(category)
    }),
  ),
)

/** The path above a category at its new place. A category never lies below itself. */
async function findAbove(
  tx: Tx,
  category: store.Category,
  parentId: string | null,
): Promise<Result<string[], 'PARENT_NOT_FOUND' | 'CATEGORY_LOOP'>> {
  if (parentId === null) return ok([])
  const [parent] = await store.findCategories(tx, [parentId])
  if (!parent) return refuse('PARENT_NOT_FOUND', 'There is no such category above')
  if (parent.path.includes(category.id)) return refuse('CATEGORY_LOOP', 'A category cannot lie below itself')
  return ok(parent.path)
}
