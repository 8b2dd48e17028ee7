import assert from 'node:assert/strict'
import { createServer } from 'node:http'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { products, vendors } from '../index.ts'
import { atOnce } from './at-once.ts'
import { attachPictures } from './attach-pictures.ts'
import { salesFrom } from './ensure-offers.ts'
import { ownerOf } from './owners.ts'
import { signIn } from './person.ts'
import { type Answer, openWire, type Request } from './wire.ts'

const settings = { url: '', password: 'secret', operator: { email: 'o@rialto.example', password: 'secret' } }

test('every vendor has an owner of its own', () => {
  const owners = vendors.map(({ slug }) => ownerOf(slug))
  assert.equal(new Set(owners.map(({ email }) => email)).size, vendors.length)
  assert.deepEqual(ownerOf('calle-nove'), {
    email: 'vendor@rialto.example',
    firstName: 'Marta',
    lastName: 'Zorzi',
  })
})

test('a sale is lower than the price in each of five currencies, and can be paid in coins', () => {
  const before = new Map(
    vendors
      .flatMap(({ slug }) => products(slug))
      .flatMap(({ variants }) => variants)
      .flatMap(({ sku, prices }) =>
        prices.map(({ currency, amount }) => [`${sku} ${currency}`, amount] as const),
      ),
  )
  const sales = salesFrom(Date.UTC(2026, 0, 10))
  for (const { sku, price, startsAt, endsAt } of sales) {
    const was = before.get(`${sku} ${price.currency}`) ?? 0
    assert.ok(price.amount > was * 0.6 && price.amount < was, `${sku} ${price.currency} ${price.amount}`)
    assert.equal(price.amount % 10, 0)
    assert.ok(startsAt < '2026-01-10' && endsAt > '2026-01-11')
  }
  assert.equal(new Set(sales.map(({ price }) => price.currency)).size, 5)
})

test('work is done a few at a time, in order', async () => {
  let running = 0
  let most = 0
  const outcomes = await atOnce([5, 1, 4, 2, 3], 2, async (item) => {
    running += 1
    most = Math.max(most, running)
    await sleep(item)
    running -= 1
    return item * 10
  })
  assert.deepEqual(outcomes, [50, 10, 40, 20, 30])
  assert.equal(most, 2)
  await assert.rejects(
    atOnce([1, 2], 2, async (item) => assert.equal(item, 1)),
    /2 !== 1/,
  )
})

test('what passes by itself is sent again, a refusal is told', async (t) => {
  const statuses = [503, 429, 200, 422]
  const server = createServer((_request, response) => {
    const status = statuses.shift() ?? 500
    response.writeHead(status, { 'content-type': 'application/json', 'retry-after': '0' })
    response.end(JSON.stringify(status === 422 ? { code: 'VALIDATION_FAILED' } : { status }))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  t.after(() => server.close())
  const address = server.address()
  const wire = openWire(`http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, () => {})
  const request: Request = { method: 'POST', path: '/', body: {} }
  assert.equal((await wire(request)).status, 200)
  assert.equal((await wire(request)).code, 'VALIDATION_FAILED')
  assert.deepEqual(statuses, [])
})

test('the same thing is always sent with the same key, and a session that ran out begins anew', async () => {
  const keys: string[] = []
  let sessions = 0
  const wire = async <T>(request: Request): Promise<Answer<T>> => {
    if (request.path === '/api/users/sign-in') {
      sessions += 1
      return answer({ accessToken: `token ${sessions}`, user: { id: 'me' } })
    }
    keys.push(request.headers?.['idempotency-key'] ?? '')
    if (request.token === 'token 1') return { ...answer<T>({}), status: 401, code: 'SIGN_IN_REQUIRED' }
    return answer({ token: request.token })
  }
  const person = await signIn(wire, settings.operator)
  assert.deepEqual(await person.post('/a', { name: 'one' }), { token: 'token 2' })
  await person.post('/a', { name: 'two' })
  await person.post('/b', { name: 'one' })
  const [first, again, other, elsewhere] = keys
  assert.equal(first, again)
  assert.equal(new Set([first, other, elsewhere]).size, 3)
})

test('pictures go on where they were stopped, fronts first, and leave the pictures of others alone', async () => {
  const shop = pictureShop()
  const composed: string[] = []
  const compose = async ({ productId, angle }: { productId: string; angle: string }) => {
    if (composed.length === 3) throw new Error('killed')
    composed.push(`${productId}/${angle}`)
    return Buffer.from(`${productId}/${angle}`)
  }
  const options = { wire: shop.wire, compose, pauseMs: 0 }
  await assert.rejects(
    attachPictures(settings, () => {}, options),
    /killed/,
  )
  assert.deepEqual(composed, ['CN-101/front', 'CN-102/front', 'CN-101/close'])
  composed.length = 0
  const go = async ({ productId, angle }: { productId: string; angle: string }) => {
    composed.push(`${productId}/${angle}`)
    return Buffer.from(`${productId}/${angle}`)
  }
  assert.equal(await attachPictures(settings, () => {}, { ...options, compose: go }), 4)
  assert.deepEqual(composed, ['CN-101/close', 'CN-101/set', 'CN-102/close', 'CN-102/set'])
  assert.deepEqual(shop.hashesOf('CN-101'), ['CN-101/front', 'CN-101/close', 'CN-101/set'])
  assert.deepEqual(shop.hashesOf('CN-103'), ['their own'])
  assert.equal(await attachPictures(settings, () => {}, { ...options, compose: go }), 0)
})

function answer<T>(body: unknown): Answer<T> {
  return { status: 200, code: null, body: body as T, text: JSON.stringify(body) }
}

/** A marketplace of three products, of which one has a picture of its vendor. It answers as the API does. */
function pictureShop() {
  const media = (hash: string) => [{ hash, alt: 'mine' }]
  const shop = new Map<string, { version: number; media: { hash: string; alt: string }[] }>([
    ['CN-101', { version: 1, media: [] }],
    ['CN-102', { version: 1, media: [] }],
    ['CN-103', { version: 1, media: media('their own') }],
  ])
  const wire = async <T>({ method, path, body, headers }: Request): Promise<Answer<T>> => {
    if (path === '/api/users/sign-in') return answer({ accessToken: 'token', user: { id: 'me' } })
    if (path === '/api/media') return answer({ hash: Buffer.from(body as Uint8Array).toString() })
    if (path.startsWith('/api/products?')) {
      return answer({ items: [...shop.keys()].map((id) => ({ id, externalId: id })), next: null })
    }
    const id = path.replace('/api/products/', '')
    const product = shop.get(id)
    if (product === undefined) return { ...answer<T>({}), status: 404, code: 'PRODUCT_NOT_FOUND' }
    if (method === 'GET') return answer({ id, ...product })
    assert.equal(headers?.['if-match'], `${product.version}`)
    shop.set(id, { version: product.version + 1, ...(body as { media: typeof product.media }) })
    return answer({})
  }
  return { wire, hashesOf: (id: string) => shop.get(id)?.media.map(({ hash }) => hash) }
}
