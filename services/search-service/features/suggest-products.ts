import { feature, ok } from '@rialto/core'
import { suggestProducts } from '../contract.ts'
import { plainText } from '../model.ts'
import { suggest } from '../store/documents.ts'

const suggestionsMax = 8

export default feature(suggestProducts, async ({ query, language = 'en' }, ctx) =>
  ok({ items: await suggest(ctx.sql, plainText(query), { language, max: suggestionsMax }) }),
)
