import Type from 'typebox'
import { operation } from '../operation.ts'
import { missingObject } from '../outcome.ts'
import { closed, Expand } from '../params/pieces.ts'

export const eventsRetrieve = operation({
  name: 'events.retrieve',
  method: 'GET',
  path: '/v1/events/:id',
  params: Type.Object({ expand: Type.Optional(Expand) }, closed),
  run(unit, _params, { id = '' }) {
    const event = unit.state.events.get(id)
    if (event === undefined) return missingObject('event', id)
    return { ok: true, event }
  },
})
