import Type from 'typebox'
import { closed } from '../params/pieces.ts'
import { resetWorld } from '../state/open-world.ts'
import { adminRoute } from './admin-route.ts'

/** Takes away every object, event, fault and stored answer, and sets the clock to the real time. */
export const reset = adminRoute({
  method: 'POST',
  path: '/_sim/reset',
  body: Type.Object({}, closed),
  run({ world }) {
    resetWorld(world)
    return { ok: true, body: { reset: true } }
  },
})
