import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import Stripe from 'stripe'
import { type Simulator, type SimulatorSettings, startSimulator } from '../index.ts'
import { wireProblems } from './reference.ts'

process.env['STRIPE_SUPPRESS_NOTICES'] = 'true'

export type Started = {
  simulator: Simulator
  stripe: Stripe
  /** Calls the simulator's own interface and answers with what came back. */
  sim<Answer = Record<string, unknown>>(method: string, path: string, body?: object): Promise<Answer>
  advance(seconds: number): Promise<void>
}

/** The official package, pointed at a simulator. What it receives is held against the reference. */
export function stripeFor(port: number, problems: string[] = []): Stripe {
  const stripe = new Stripe('sk_test_rialto', {
    host: '127.0.0.1',
    port,
    protocol: 'http',
    telemetry: false,
    maxNetworkRetries: 0,
    emitEventBodies: true,
  })
  stripe.on('response', (event: { path: string; body?: unknown }) => {
    problems.push(...wireProblems(event.body).map((problem) => `${event.path} ${problem}`))
  })
  return stripe
}

/** Starts a simulator that ends with the test. */
export async function startForTest(t: TestContext, settings: SimulatorSettings = {}): Promise<Started> {
  const simulator = await startSimulator({
    budgetPerSecond: 'unlimited',
    seed: 7,
    webhookRetryMs: 20,
    ...settings,
  })
  const problems: string[] = []
  t.after(async () => {
    await simulator.stop()
    assert.deepEqual(problems, [], 'every answer has the shape of the reference')
  })
  return { simulator, stripe: stripeFor(simulator.port, problems), ...adminOf(simulator.url) }
}

/** The simulator's own interface at an address. */
export function adminOf(url: string): Pick<Started, 'sim' | 'advance'> {
  const sim: Started['sim'] = async <Answer>(
    method: string,
    path: string,
    body?: object,
  ): Promise<Answer> => {
    const answer = await fetch(`${url}/_sim/${path}`, {
      method,
      headers: { 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
    return (await answer.json()) as Answer
  }
  return {
    sim,
    async advance(seconds) {
      await sim('POST', 'clock', { advanceSeconds: seconds })
    },
  }
}

/** A payment by card that needs no return URL. */
export function cardPayment(amount: number, method: string): Stripe.PaymentIntentCreateParams {
  return {
    amount,
    currency: 'eur',
    confirm: true,
    payment_method: method,
    automatic_payment_methods: { enabled: true, allow_redirects: 'never' },
  }
}

export type Received = { signature: string; raw: string; event: Stripe.Event }
export type Receiver = {
  url: string
  received: Received[]
  /** Waits until so many have come. */
  count(wanted: number): Promise<void>
}

/** A shop's webhook endpoint that answers what it is told to. */
export async function startReceiver(
  t: TestContext,
  answer: (place: number) => number = () => 200,
): Promise<Receiver> {
  const received: Received[] = []
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8')
      received.push({ signature: String(request.headers['stripe-signature']), raw, event: JSON.parse(raw) })
      response.statusCode = answer(received.length - 1)
      response.end()
    })
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  t.after(() => {
    server.closeAllConnections()
    server.close()
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`,
    received,
    async count(wanted) {
      for (let waitedMs = 0; received.length < wanted; waitedMs += 10) {
        assert.ok(waitedMs < 10_000, `only ${received.length} of ${wanted} webhooks came`)
        await sleep(10)
      }
    },
  }
}

/** The error a call ends with; a call that succeeds fails the test. */
export async function refusalOf(
  call: Promise<unknown>,
): Promise<InstanceType<typeof Stripe.errors.StripeError>> {
  const outcome = await call.then(
    () => undefined,
    (error) => error,
  )
  assert.ok(outcome instanceof Stripe.errors.StripeError, `expected a refusal, got ${String(outcome)}`)
  return outcome
}
