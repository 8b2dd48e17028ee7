import { readFileSync } from 'node:fs'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Gate } from '../http/pipeline.ts'
import { parseForm } from '../params/form.ts'
import { finishAuthentication } from '../payments/authentication.ts'
import { makeToken } from '../payments/confirmation-tokens.ts'
import { inUnit } from '../state/in-unit.ts'
import { addActions, formFields, isForeign } from './actions.ts'
import { challengePage, returnLink } from './challenge.ts'
import { dashboardPage } from './dashboard/dashboard.ts'
import { framePage, readExpiry } from './frame.ts'
import { frameLocale } from './frame-texts.ts'
import { sendMessage, sendPage } from './layout.ts'

/** Adds the pages for people: the list at `/`, the card frame, the bank's challenge. */
export function addPages(server: FastifyInstance, gate: Gate): void {
  server.get('/', async (request, reply) => sendPage(reply, dashboardPage(gate, queryOf(request))))
  server.get('/_sim/frame', async (request, reply) => showFrame(gate, queryOf(request), reply))
  server.post('/_sim/frame', async (request, reply) => submitFrame(gate, request, reply))
  server.get('/js/stripe.js', async (_request, reply) => sendScript(reply))
  server.get('/_sim/3ds/:id', async (request, reply) => showChallenge(gate, request, reply))
  server.post('/_sim/3ds/:id', async (request, reply) => answerChallenge(gate, request, reply))
  addActions(server, gate)
}

const stripeScript = readFileSync(new URL('../browser/stripe.js', import.meta.url), 'utf8')

/** What a shop loads in the place of Stripe.js. */
function sendScript(reply: FastifyReply): FastifyReply {
  return reply
    .headers({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'no-cache',
      'cross-origin-resource-policy': 'cross-origin',
      'x-content-type-options': 'nosniff',
    })
    .send(stripeScript)
}

function queryOf(request: FastifyRequest): Record<string, string> {
  const form = parseForm(request.url.split('?')[1] ?? '') ?? {}
  return Object.fromEntries(
    Object.entries(form).filter((field): field is [string, string] => typeof field[1] === 'string'),
  )
}

const idOf = (request: FastifyRequest) => (request.params as { id: string }).id

type FrameQuery = Readonly<Record<string, string | undefined>>

function frameWish(query: FrameQuery) {
  return {
    origin: query['origin'] ?? '',
    returnUrl: query['return_url'] ?? '',
    useStripeSdk: query['use_stripe_sdk'] ?? '',
    locale: query['locale'] ?? '',
    isElements: query['elements'] === 'true',
  }
}

function showFrame(gate: Gate, query: FrameQuery, reply: FastifyReply): FastifyReply {
  const wish = frameWish(query)
  if (!gate.world.settings.allowedFrameOrigins.includes(wish.origin)) return refuseOrigin(reply, wish.origin)
  return sendPage(reply, framePage(wish))
}

function refuseOrigin(reply: FastifyReply, origin: string): FastifyReply {
  const text = `The card form may not be shown to "${origin}". The allowed origins are a setting of the simulator.`
  return sendMessage(reply, 403, ['Not allowed here', text])
}

/** The form without script: the token goes to the shop in the address of its return page. */
function submitFrame(gate: Gate, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isForeign(request)) return refuseOrigin(reply, request.headers.origin ?? '')
  const fields = formFields(request)
  const wish = frameWish(fields)
  if (!gate.world.settings.allowedFrameOrigins.includes(wish.origin)) return refuseOrigin(reply, wish.origin)
  const back = URL.parse(wish.returnUrl)
  if (back === null || back.origin !== wish.origin) return refuseOrigin(reply, wish.returnUrl)
  const card = {
    number: fields['number'] ?? '',
    cvc: fields['cvc'] ?? '',
    ...readExpiry(fields['expiry'] ?? ''),
  }
  const outcome = inUnit(gate.world, (unit) =>
    makeToken(unit, {
      payment_method_data: { type: 'card', card },
      return_url: wish.returnUrl,
      ...(wish.useStripeSdk === '' ? {} : { use_stripe_sdk: wish.useStripeSdk === 'true' }),
    }),
  )
  if (!outcome.ok) return sendPage(reply, { ...framePage({ ...wish, error: outcome.message }), status: 402 })
  if ('record' in outcome) back.searchParams.set('confirmation_token', outcome.record.id)
  return reply.redirect(back.href, 303)
}

function showChallenge(gate: Gate, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const id = idOf(request)
  const { state, settings } = gate.world
  const intent = state.tables.payment_intents.get(id)
  if (intent === undefined)
    return sendMessage(reply, 404, ['No such payment', 'The payment to confirm does not exist.'])
  const locale = frameLocale(request.headers['accept-language'] ?? '')
  return sendPage(reply, challengePage(state, intent, { framedBy: settings.allowedFrameOrigins, locale }))
}

function answerChallenge(gate: Gate, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  if (isForeign(request))
    return sendMessage(reply, 403, ['Not from here', 'This form was sent from another site.'])
  const id = idOf(request)
  const { world } = gate
  const intent = world.state.tables.payment_intents.get(id)
  if (intent === undefined)
    return sendMessage(reply, 404, ['No such payment', 'The payment to confirm does not exist.'])
  const outcome = formFields(request)['outcome'] === 'succeed' ? 'succeed' : 'fail'
  // Pressed twice, or on an old page: the payment stays as it is, and the way back is the same.
  if (intent.status === 'requires_action')
    inUnit(world, (unit) => finishAuthentication(unit, intent, outcome))
  const after = world.state.tables.payment_intents.get(id) ?? intent
  const link = after.sim.returnUrl === undefined ? null : returnLink(after, after.sim.returnUrl)
  return reply.redirect(link ?? `/_sim/3ds/${id}`, 303)
}
