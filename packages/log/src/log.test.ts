// @: JSON lines with time, level, message and what is known, without blocking and without private data.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Log, type LogLevel, type LogMetadata } from './index.ts'
import { prettyLine } from './pretty.ts'

function captured(level: LogLevel = 'debug') {
  const texts: string[] = []
  const log = Log({
    level,
    serviceName: 'order-service',
    destination: {
      write: (text, done) => {
        texts.push(text)
        done()
      },
    },
  })
  const lines = () => texts.map((text) => JSON.parse(text) as Record<string, unknown>)
  return { log, texts, lines }
}

test('a line holds time, level, message, service and the metadata', () => {
  const { log, lines } = captured()
  log.info('order accepted', {
    tenant: 'main',
    traceId: 't1',
    spanId: 's1',
    actor: 'u1',
    op: 'createOrder',
    ms: 12,
  })
  const [{ time, ...rest } = {}] = lines()
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/)
  assert.deepEqual(rest, {
    level: 'info',
    msg: 'order accepted',
    service: 'order-service',
    tenant: 'main',
    traceId: 't1',
    spanId: 's1',
    actor: 'u1',
    op: 'createOrder',
    ms: 12,
  })
})

test('lines below the level are not written and their metadata is not read', () => {
  const { log, lines } = captured('warn')
  const metadata = {
    get code(): string {
      throw new Error('was read')
    },
  }
  log.debug('a', metadata)
  log.info('b', metadata)
  log.warn('c')
  log.error('d')
  assert.deepEqual(
    lines().map((line) => [line['level'], line['msg']]),
    [
      ['warn', 'c'],
      ['error', 'd'],
    ],
  )
})

test('a child adds to every line, and the nearer value wins without a key twice', () => {
  const { log, texts, lines } = captured()
  const child = log.child({ tenant: 'main', op: 'outer' }).child({ op: 'inner', traceId: 't1' })
  child.info('one', { ms: 1 })
  child.info('two', { op: 'own', service: 'other' })
  log.child({ service: 'user-service' }).info('three')
  log.info('four')
  assert.deepEqual(
    lines().map(({ service, tenant, op, traceId, ms }) => [service, tenant, op, traceId, ms]),
    [
      ['order-service', 'main', 'inner', 't1', 1],
      ['other', 'main', 'own', 't1', undefined],
      ['user-service', undefined, undefined, undefined, undefined],
      ['order-service', undefined, undefined, undefined, undefined],
    ],
  )
  for (const text of texts) {
    for (const key of ['op', 'service', 'level', 'msg', 'time']) {
      assert.ok(text.split(`"${key}":`).length <= 2, `${key} twice in ${text}`)
    }
  }
})

test('metadata cannot pass for what the log itself says', () => {
  const { log, lines } = captured()
  log.info('real', { msg: 'forged', level: 'error', time: 'never' })
  const [line = {}] = lines()
  assert.deepEqual(
    [line['msg'], line['level'], line['msg_'], line['level_'], line['time_']],
    ['real', 'info', 'forged', 'error', 'never'],
  )
})

test('a canary card number, a mail address and secrets never appear', () => {
  const { log, texts } = captured()
  const card = '4242424242424242'
  const places: LogMetadata = {
    cardNumber: card,
    number: card,
    asNumber: Number(card),
    asBigint: BigInt(card),
    spaced: '4242 4242 4242 4242',
    body: JSON.stringify({ payment: { number: card } }),
    form: `card%5Bnumber%5D=${card}&exp=12`,
    list: [[card]],
    map: new Map([[card, card]]),
    error: new Error(`declined ${card}`, { cause: new Error(card) }),
    user: { email: 'jane@shop.example', name: 'Jane Canary', token: 'canary-token' },
    note: 'write to jane@shop.example',
  }
  log.error(`payment with ${card} failed`, places)
  log.child(places).child({ more: card }).info('child')
  log.info(card, { [card]: 1 })
  const text = texts.join('')
  assert.equal(texts.length, 3)
  for (const canary of [card, '4242 4242', 'jane@', 'Jane Canary', 'canary-token']) {
    assert.equal(text.includes(canary), false, canary)
  }
  assert.match(text, /payment with \[redacted\] failed/)
})

test('logging never throws, whatever the metadata does', () => {
  const { log, lines } = captured()
  const hostile = {
    get code(): string {
      throw new Error('getter of jane@shop.example')
    },
  }
  log.info('still written', hostile)
  log.info('and this', {
    value: {
      toJSON: () => {
        throw new Error('no')
      },
    },
  })
  assert.deepEqual(
    lines().map((line) => [line['msg'], line['logProblem']]),
    [
      ['still written', 'metadata cannot be read: getter of [redacted]'],
      ['and this', 'metadata cannot be read: no'],
    ],
  )
})

test('a line break in a message cannot make a line of its own', () => {
  const { log, texts } = captured()
  log.info('one\n{"level":"error","msg":"forged"}', { note: 'a\nb' })
  assert.equal(texts.join('').split('\n').length, 2)
})

test('a slow destination holds no caller up, and drops are reported as a line', async () => {
  const texts: string[] = []
  const held: (() => void)[] = []
  const log = Log({
    level: 'info',
    serviceName: 'order-service',
    bufferCharactersMax: 10_000,
    destination: {
      write: (text, done) => {
        texts.push(text)
        held.push(() => done())
      },
    },
  })
  for (let index = 0; index < 5_000; index += 1) log.info('line', { index })
  assert.equal(texts.length, 1, 'the destination has answered nothing yet, and all callers are through')
  assert.equal(await log.flush(0.01), false)
  while (held.length > 0) held.shift()?.()
  assert.equal(await log.flush(), true)
  const lines = texts.flatMap((text) => text.trimEnd().split('\n')).map((line) => JSON.parse(line))
  const last = lines.at(-1)
  assert.deepEqual([last.level, last.service, typeof last.time], ['warn', 'order-service', 'string'])
  assert.match(last.msg, /lines were dropped/)
  assert.equal(lines.length - 1 + last.dropped, 5_000)
})

test('a person at a terminal reads one line, which cannot steer the terminal', () => {
  const { log, texts } = captured()
  log.warn('slow \u001b[2J statement', { ms: 12, op: 'findOrder', detail: { rows: 3 } })
  const line = prettyLine(texts[0] ?? '')
  assert.match(line.slice(0, 12), /^\d\d:\d\d:\d\d\.\d{3}$/)
  const rest = 'order-service slow  [2J statement ms=12 op=findOrder detail={"rows":3}\n'
  assert.equal(line.slice(12), ` \u001b[33mWARN \u001b[0m ${rest}`)
})
