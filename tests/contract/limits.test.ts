// The edge limits what comes in, two processes count as one. @R-001.d @R-001.e @R-003.k
import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { openWire, type RunningShape, startShape, type WireAnswer } from '@rialto/testing'

describe('the limits of the edge', () => {
  let shape: RunningShape
  let urls: string[] = []

  before(async () => {
    const env = {
      RATE_LIMIT_ANONYMOUS_WRITE: '100/900',
      RATE_LIMIT_SIGN_IN: '10/300',
      RATE_LIMIT_PAYMENTS: '30/900',
    }
    shape = await startShape('one', { env, servers: 2 })
    urls = [...shape.processes.values()].filter((one) => one.name.startsWith('server#')).map((one) => one.url)
  })
  after(() => shape?.stop())

  it('refuse the 101st anonymous write within 15 minutes, whichever process it comes to', async () => {
    const answers = await ask(101, 'POST /api/users/guest', {})
    assert.equal(urls.length, 2)
    assert.deepEqual(countOf(answers), { 201: 100, 429: 1 })
    const refused = answers.find((answer) => answer.status === 429)
    assert.equal(refused?.code, 'RATE_LIMITED')
    assert.match(refused?.headers.get('ratelimit-policy') ?? '', /q=100;w=900/)
    assert.ok(Number(refused?.headers.get('retry-after')) > 0)
  })

  it('are tighter on sign-in', async () => {
    const answers = await ask(11, 'POST /api/users/sign-in', {
      email: 'nobody@people.example',
      password: 'not-the-one',
    })
    assert.deepEqual(countOf(answers), { 401: 10, 429: 1 })
  })

  it('are tighter on payments', async () => {
    const answers = await ask(31, 'POST /api/payments/confirm', {})
    assert.deepEqual(countOf(answers), { 401: 30, 429: 1 })
  })

  it('leave reads and the provider’s webhooks alone', async () => {
    const reads = await ask(20, 'GET /api/products/search')
    assert.deepEqual(countOf(reads), { 200: 20 })
    const webhooks = await ask(20, 'POST /api/webhooks/stripe', {})
    assert.deepEqual(countOf(webhooks), { 400: 20 })
  })

  /** One after the other, to each process in turn. */
  async function ask(count: number, request: string, body?: object): Promise<WireAnswer[]> {
    const [method = '', path = ''] = request.split(' ')
    const wires = urls.map(openWire)
    const answers: WireAnswer[] = []
    for (let n = 0; n < count; n += 1) {
      const wire = wires[n % wires.length]
      assert.ok(wire)
      answers.push(await wire.send(method, path, body === undefined ? {} : { body }))
    }
    return answers
  }
})

function countOf(answers: readonly WireAnswer[]): Record<number, number> {
  const counts: Record<number, number> = {}
  for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
  return counts
}
