import { feature, ok, refuse } from '@rialto/core'
import { updateAttribute } from '../contract.ts'
import { findDefinitions, updateDefinition } from '../store/catalogue.ts'
import { toReply } from './list-attributes.ts'

// Units and choices are only added: values that are stored already must stay valid.
export default feature(updateAttribute, ({ key, version, label, addUnits, addChoices }, ctx) =>
  ctx.tx(async (tx) => {
    const change = { key, version, label, units: addUnits ?? [], choices: addChoices ?? [] }
    const definition = await updateDefinition(tx, change)
    if (definition) return ok(toReply(definition))
    const [present] = await findDefinitions(tx, [key])
    return present
      ? refuse('VERSION_CONFLICT', 'Somebody changed the field since', { version: present.version })
      : refuse('ATTRIBUTE_NOT_FOUND', `There is no field ${key}`)
  }),
)
