import { feature, ok, refuse } from '@rialto/core'
import { deleteCategory } from '../contract.ts'
import * as store from '../store/categories.ts'

export default feature(deleteCategory, ({ categoryId }, ctx) =>
  ctx.tx(async (tx) => {
    await store.lockPaths(tx)
    const [category] = await store.findCategories(tx, [categoryId])
    if (!category) return refuse('CATEGORY_NOT_FOUND', 'There is no such category')
    if (!(await store.deleteCategory(tx, categoryId)))
      return refuse('CATEGORY_IN_USE', 'It holds categories or products. Move them first')
    return ok(null)
  }),
)
