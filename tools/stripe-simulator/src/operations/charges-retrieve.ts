import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const chargesRetrieve = operation({
  name: 'charges.retrieve',
  method: 'GET',
  path: '/v1/charges/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const record = unit.state.tables.charges.get(id)
    if (record === undefined) return missingObject('charge', id)
    return { ok: true, table: 'charges', record }
  },
})
