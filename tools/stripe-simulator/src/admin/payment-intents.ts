import Type from 'typebox'
import { missingObject } from '../outcome.ts'
import { closed } from '../params/pieces.ts'
import { finishAuthentication } from '../payments/authentication.ts'
import { inUnit } from '../state/in-unit.ts'
import { adminRoute } from './admin-route.ts'

/** Answers the challenge of an intent for a script. The intent is shown as it then is, declined or not. */
export const authenticateIntent = adminRoute({
  method: 'POST',
  path: '/_sim/payment_intents/:id/authenticate',
  body: Type.Object({ outcome: Type.Enum(['succeed', 'fail', 'abandon']) }, closed),
  run({ world }, { outcome }, { id = '' }) {
    const intent = world.state.tables.payment_intents.get(id)
    if (intent === undefined) return missingObject('payment_intent', id, 'intent')
    const result = inUnit(world, (unit) => finishAuthentication(unit, intent, outcome))
    if (result.ok || result.type !== 'card_error' || result.intent === undefined) return result
    return { ok: true, table: 'payment_intents', record: result.intent }
  },
})
