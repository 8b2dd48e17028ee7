import { feature, ok, refuse } from '@rialto/core'
import { createAttribute } from '../contract.ts'
import { insertDefinition } from '../store/catalogue.ts'
import { toReply } from './list-attributes.ts'

export default feature(createAttribute, (input, ctx) =>
  ctx.once(async (tx) => {
    const wanted = { ...input, units: input.units ?? [], choices: input.choices ?? [] }
    const definition = await insertDefinition(tx, wanted)
    return definition
      ? ok(toReply(definition))
      : refuse('ATTRIBUTE_KEY_TAKEN', `There is a field ${input.key} already`)
  }),
)
