import assert from 'node:assert/strict'
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { type Config, readConfig } from '@rialto/config'
import { allServices } from '../services.ts'
import { StartError } from '../start-error.ts'
import { loadExtensions, withExtensions } from './load.ts'

let directory = ''
before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'extensions-'))
  await symlink(
    fileURLToPath(new URL('../../../node_modules', import.meta.url)),
    join(directory, 'node_modules'),
  )
})
after(() => rm(directory, { recursive: true }))

function configOf(env: Record<string, string>): Config {
  const read = readConfig({ EXTENSIONS_DIRECTORY: directory, ...env })
  assert.ok(read.ok)
  return read.config
}

async function write(name: string, source: string, sql = ''): Promise<void> {
  await mkdir(join(directory, name, 'migrations'), { recursive: true })
  await writeFile(join(directory, name, 'extension.ts'), source)
  await writeFile(join(directory, name, 'migrations', '0001-first.sql'), sql)
}

const head = `import { check, checkPoint, endpoint, extension, feature, ok, on, port, provider, struct, subscriber, eventType } from '@rialto/core'
const directory = import.meta.dirname
`
const spec = (parts: string) => `${head}export default extension({ directory, ${parts} })`
const endpointOf = (name: string, path: string) =>
  `endpoints: [feature(endpoint({ name: '${name}', summary: '', method: 'GET', path: '${path}', permission: 'anyone', input: struct({}), reply: struct({}) }), async () => ok({}))]`
const providerOf = (name: string) =>
  `providers: [provider({ port: port({ name: '${name}', summary: '', question: struct({}), answer: struct({}), timeLimitMs: 10 }), provide: () => ({}) })]`

/** What a start with this extension says; empty when it goes on. */
async function problemOf(names: string): Promise<string> {
  try {
    await loadExtensions(configOf({ EXTENSIONS: names }), allServices)
    return ''
  } catch (error) {
    assert.ok(error instanceof StartError, String(error))
    return error.message
  }
}

const broken: readonly { name: string; what: string; source: string; sql?: string; says: RegExp }[] = [
  { name: 'torn', what: 'cannot be read', source: 'export default {', says: /cannot be loaded/ },
  { name: 'other', what: 'exports something else', source: 'export default 1', says: /exports no extension/ },
  { name: 'mismatch', what: 'has another name', source: spec(`name: 'acme'`), says: /calls itself "acme"/ },
  {
    name: 'stray',
    what: 'has an endpoint under another name',
    source: spec(`name: 'stray', ${endpointOf('other.read_it', '/api/stray/it')}`),
    says: /endpoint "other.read_it" must begin with "stray\."/,
  },
  {
    name: 'path',
    what: 'has a path outside its own',
    source: spec(`name: 'path', ${endpointOf('path.read_it', '/api/orders/mine')}`),
    says: /path "\/api\/orders\/mine" must begin with "\/api\/path\/"/,
  },
  { name: 'order', what: 'takes a name of the product', source: spec(`name: 'order'`), says: /Rename it/ },
  { name: 'carts', what: 'takes a path of the product', source: spec(`name: 'carts'`), says: /Rename it/ },
  {
    name: 'cursor',
    what: 'has a cursor of another name',
    source: spec(
      `name: 'cursor', subscribers: [subscriber({ name: 'order.follow', kind: 'reaction', on: [] })]`,
    ),
    says: /subscriber "order.follow"/,
  },
  {
    name: 'point',
    what: 'checks where nobody asks',
    source: spec(
      `name: 'point', checks: [check({ name: 'ask', point: checkPoint({ name: 'order.no_such', summary: '', view: struct({}) }), whenUnavailable: 'allow', decide: () => null })]`,
    ),
    says: /no check point "order.no_such"\. Use one of .*order\.create_order/,
  },
  {
    name: 'slow',
    what: 'has a check without a sensible time limit',
    source: spec(
      `name: 'slow', checks: [check({ name: 'ask', point: checkPoint({ name: 'order.create_order', summary: '', view: struct({}) }), timeLimitMs: 60_000, whenUnavailable: 'allow', decide: () => null })]`,
    ),
    says: /must end within 5,000 ms/,
  },
  {
    name: 'nobody',
    what: 'answers a port that nobody asks',
    source: spec(`name: 'nobody', ${providerOf('order.weather')}`),
    says: /no port "order.weather"/,
  },
  {
    name: 'entity',
    what: 'adds a field to a thing that takes none',
    source: spec(
      `name: 'entity', fields: [{ entity: 'cart', key: 'mood', kind: 'text', label: { en: 'Mood' } }]`,
    ),
    says: /field "mood" is of "cart"\. Use one of product/,
  },
  {
    name: 'twice',
    what: 'adds a field twice',
    source: spec(
      `name: 'twice', fields: [1, 2].map(() => ({ entity: 'product', key: 'mood', kind: 'text', label: { en: 'Mood' } }))`,
    ),
    says: /field "product mood" is there twice/,
  },
  {
    name: 'choiceless',
    what: 'adds a choice without choices',
    source: spec(
      `name: 'choiceless', fields: [{ entity: 'product', key: 'mood', kind: 'choice', label: { en: 'Mood' } }]`,
    ),
    says: /must have choices if, and only if/,
  },
  {
    name: 'reader',
    what: 'reads a table of a service',
    source: `${spec(`name: 'reader'`)}\nexport const sql = \`select 1 from order_head\``,
    says: /extension\.ts:4 touches order_head/,
  },
  {
    name: 'neighbour',
    what: 'reads a table of another extension',
    source: spec(`name: 'neighbour'`),
    sql: 'create view ext_neighbour_points as select 1 from ext_loyalty_order;',
    says: /0001-first\.sql:1 touches ext_loyalty_order/,
  },
]

for (const { name, what, source, sql, says } of broken) {
  test(`an extension that ${what} stops the start, with its name and what to do`, async () => {
    await write(name, source, sql)
    const said = await problemOf(name)
    assert.match(said, says)
    assert.match(
      said,
      new RegExp(`^The extension ${name} cannot be used\\..* Or take ${name} out of EXTENSIONS\\.$`, 's'),
    )
  })
}

test('an extension that is not there stops the start', async () => {
  assert.match(await problemOf('nowhere'), /There is no .*nowhere.extension\.ts/)
})

test('an extension that is there and not named does nothing', async () => {
  await write('quiet', 'throw new Error("loaded")')
  assert.deepEqual(await loadExtensions(configOf({}), allServices), [])
})

test('an extension has the place that the settings give to all of them', async () => {
  await write('acme', spec(`name: 'acme'`))
  const config = configOf({
    EXTENSIONS: 'acme',
    SERVICES: 'extensions',
    DATABASE_URL_EXTENSIONS: 'postgres://db/extensions',
    EXTENSIONS_SERVICE_URL: 'http://extensions:3000',
  })
  const placed = withExtensions(config, await loadExtensions(config, allServices))
  assert.ok((placed.services as readonly string[]).includes('acme-extension'))
  assert.match(JSON.stringify(placed.databaseUrls), /"acme-extension":"postgres:\/\/db\/extensions"/)
  assert.match(JSON.stringify(placed.serviceUrls), /"acme-extension":"http:\/\/extensions:3000/)
  const elsewhere = withExtensions(configOf({ EXTENSIONS: 'acme', SERVICES: 'order-service' }), [])
  assert.deepEqual(elsewhere.services, ['order-service'])
})
