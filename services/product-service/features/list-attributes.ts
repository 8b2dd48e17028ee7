import { type Ctx, feature, nextPage, ok, readCursor, refuse } from '@rialto/core'
import { listAttributes } from '../contract.ts'
import type { FieldDefinition } from '../model/fields.ts'
import type { ProductPorts } from '../model/ports.ts'
import { listDefinitions } from '../store/catalogue.ts'

export default feature(listAttributes, async (input, ctx: Ctx<ProductPorts>) => {
  const after = readCursor(input.after, { key: '' })
  if (!after) return refuse('VALIDATION_FAILED', 'The cursor `after` is not one of ours')
  const limit = input.limit ?? 25
  const rows = await listDefinitions(ctx.sql, {
    after: after.key,
    keys: input.keys ?? null,
    limit: limit + 1,
  })
  const custom = (ctx.ports.customFields ?? []).filter(
    ({ key }) => key > after.key && (input.keys?.includes(key) ?? true),
  )
  const all = [...rows, ...custom].sort((left, right) => (left.key < right.key ? -1 : 1)).slice(0, limit + 1)
  const { items, next } = nextPage(all, limit, (last) => ({ key: last.key }))
  return ok({ items: items.map(toReply), next })
})

export function toReply({ units, choices, form: _form, ...definition }: FieldDefinition) {
  return { ...definition, units: [...units], choices: [...choices] }
}
