import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const refundsRetrieve = operation({
  name: 'refunds.retrieve',
  method: 'GET',
  path: '/v1/refunds/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const record = unit.state.tables.refunds.get(id)
    if (record === undefined) return missingObject('refund', id)
    return { ok: true, table: 'refunds', record }
  },
})
