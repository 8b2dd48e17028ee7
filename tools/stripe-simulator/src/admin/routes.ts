import type { FastifyInstance, FastifyRequest } from 'fastify'
import { refusalAnswer, renderOutcome } from '../http/answer.ts'
import type { Gate } from '../http/pipeline.ts'
import { type Refusal, refuse } from '../outcome.ts'
import { explain } from '../params/explain.ts'
import { nowMs } from '../state/world.ts'
import type { AdminRoute } from './admin-route.ts'
import { readBooks } from './books.ts'
import { readBudget, setBudget } from './budget.ts'
import { advanceClock, readClock } from './clock.ts'
import { createConfirmationToken } from './confirmation-tokens.ts'
import { readEvent, readEvents, resendEvent } from './events.ts'
import { createFault, deleteFault, deleteFaults, readFaults } from './faults.ts'
import { readObjects, readSummary } from './objects.ts'
import { authenticateIntent } from './payment-intents.ts'
import { reset } from './reset.ts'

const adminRoutes: readonly AdminRoute[] = [
  readSummary,
  readObjects,
  readEvents,
  readEvent,
  resendEvent,
  readBooks,
  readBudget,
  setBudget,
  readClock,
  advanceClock,
  createConfirmationToken,
  authenticateIntent,
  readFaults,
  createFault,
  deleteFault,
  deleteFaults,
  reset,
]

/** Adds what only the simulator has, under `/_sim`. */
export function addAdminRoutes(server: FastifyInstance, gate: Gate): void {
  for (const route of adminRoutes) {
    server.route({
      method: route.method,
      url: route.path,
      handler: async (request, reply) => {
        const { status, text } = answerAdmin(gate, route, request)
        return reply.code(status).header('content-type', 'application/json').send(text)
      },
    })
  }
}

function answerAdmin(gate: Gate, route: AdminRoute, request: FastifyRequest) {
  const read = readBody(request.body)
  if (!read.ok) return refusalAnswer(read)
  const errors = route.check(read.value)
  if (errors.length > 0) return refusalAnswer(explain(errors, read.value))
  const outcome = route.run(gate, read.value, request.params as Record<string, string>)
  if (!outcome.ok) return refusalAnswer(outcome)
  const rendered = renderOutcome(
    { state: gate.world.state, now: Math.floor(nowMs(gate.world) / 1000) },
    outcome,
    [],
  )
  return rendered.ok ? { status: 200, text: rendered.text } : refusalAnswer(rendered)
}

function readBody(body: unknown): { ok: true; value: unknown } | Refusal {
  if (typeof body !== 'string' || body === '') return { ok: true, value: {} }
  try {
    return { ok: true, value: JSON.parse(body) }
  } catch {
    return refuse('The body is not JSON.')
  }
}
