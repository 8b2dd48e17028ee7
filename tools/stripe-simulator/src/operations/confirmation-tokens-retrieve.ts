import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const confirmationTokensRetrieve = operation({
  name: 'confirmation_tokens.retrieve',
  method: 'GET',
  path: '/v1/confirmation_tokens/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const record = unit.state.tables.confirmation_tokens.get(id)
    if (record === undefined) return missingObject('confirmation token', id, 'confirmation_token')
    return { ok: true, table: 'confirmation_tokens', record }
  },
})
