import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { moveClock } from '../admin/clock.ts'
import { resend } from '../admin/events.ts'
import { createFault } from '../admin/faults.ts'
import type { Gate } from '../http/pipeline.ts'
import type { Outcome } from '../outcome.ts'
import { decodeForm } from '../params/decode.ts'
import { explain } from '../params/explain.ts'
import { type FormMap, parseForm } from '../params/form.ts'
import { finishAuthentication } from '../payments/authentication.ts'
import { inUnit } from '../state/in-unit.ts'
import { resetWorld } from '../state/open-world.ts'
import { sendMessage } from './layout.ts'

type Fields = Readonly<Record<string, string>>
type Action = { readonly path: string; readonly run: (gate: Gate, fields: Fields) => string | Outcome }

const actions: readonly Action[] = [
  { path: 'resend', run: resendOne },
  { path: 'authenticate', run: authenticate },
  { path: 'faults', run: plan },
  {
    path: 'faults/delete',
    run(gate, { id = '' }) {
      inUnit(gate.world, (unit) => {
        unit.remove('faults', id)
        return { ok: true, body: {} }
      })
      return '/?view=faults'
    },
  },
  {
    path: 'reset',
    run(gate) {
      resetWorld(gate.world)
      return '/'
    },
  },
  {
    path: 'clock',
    run(gate, { seconds = '0' }) {
      moveClock(gate, Math.max(0, Math.floor(Number(seconds)) || 0) * 1000)
      return '/'
    },
  },
  {
    path: 'budget',
    run(gate, { perSecond = '' }) {
      gate.budget.set(perSecond === 'unlimited' ? perSecond : Math.max(1, Math.floor(Number(perSecond)) || 1))
      return '/'
    },
  },
]

function resendOne(gate: Gate, { id = '' }: Fields): string {
  const event = gate.world.state.events.get(id)
  if (event !== undefined) resend(gate.world, event)
  return '/?view=events'
}

function authenticate(gate: Gate, { id = '', outcome }: Fields): string {
  const intent = gate.world.state.tables.payment_intents.get(id)
  if (intent !== undefined) {
    inUnit(gate.world, (unit) => finishAuthentication(unit, intent, outcome === 'fail' ? 'fail' : 'succeed'))
  }
  return '/?view=payment_intents'
}

function plan(gate: Gate, fields: Fields): string | Outcome {
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''))
  const body = decodeForm(createFault.bodySchema, given) as Record<string, unknown>
  if (typeof body['probability'] === 'string') body['probability'] = Number(body['probability'])
  const errors = createFault.check(body)
  if (errors.length > 0) return explain(errors, body)
  const outcome = createFault.run(gate, body, {})
  return outcome.ok ? '/?view=faults' : outcome
}

/** The texts of a form that was posted; nested names are left out. */
export function formFields(request: FastifyRequest): Fields {
  const form: FormMap = parseForm(typeof request.body === 'string' ? request.body : '') ?? {}
  return Object.fromEntries(
    Object.entries(form).filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
}

/** A form on another site must not press our buttons: browsers tell where a form was. */
export function isForeign(request: FastifyRequest): boolean {
  const { origin, host } = request.headers
  return origin !== undefined && URL.parse(origin)?.host !== host
}

/** Adds what the buttons of the page do; each leads back to the page. */
export function addActions(server: FastifyInstance, gate: Gate): void {
  for (const action of actions) {
    server.post(`/_sim/page/${action.path}`, async (request, reply) =>
      runAction(gate, action, { request, reply }),
    )
  }
}

function runAction(
  gate: Gate,
  action: Action,
  { request, reply }: { request: FastifyRequest; reply: FastifyReply },
): FastifyReply {
  if (isForeign(request))
    return sendMessage(reply, 403, ['Not from here', 'This form was sent from another site.'])
  const result = action.run(gate, formFields(request))
  if (typeof result === 'string') return reply.redirect(result, 303)
  return sendMessage(reply, 400, ['That did not work', result.ok ? 'Nothing happened.' : result.message])
}
