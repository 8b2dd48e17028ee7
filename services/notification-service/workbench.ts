import { createServer, type Socket } from 'node:net'
import {
  type Ctx,
  feature,
  newId,
  ok,
  type PublishedEvent,
  refuse,
  type Service,
  service,
} from '@rialto/core'
import { findOrderForMail, findOrderMoney } from '@rialto/order-service/contract'
import { type TestServices, tenantA, testServices } from '@rialto/testing'
import { readMailRequest } from '@rialto/user-service/contract'
import { openSmtp } from './adapters/smtp.ts'
import { openMailRows } from './features/gather-mail-rows.ts'
import type { MailOrder } from './features/mails/order-mails.ts'
import { sampleOrder } from './features/mails/sample-mails.ts'
import type { MailSender, Ports } from './model.ts'
import notifications from './service.ts'

/** A mail server that does what a test says: a system that is not ours. */
export type FakeSmtp = {
  readonly url: string
  /** The messages that were taken, as they came over the wire. */
  readonly taken: string[]
  readonly recipients: string[]
  readonly commands: string[]
  /** The answer to the next recipients; without one, they are accepted. */
  readonly refusals: string[]
  /** Drops the connection after it took a message, before it says so. */
  vanishAfterData: boolean
  close(): Promise<void>
}

export async function openFakeSmtp(): Promise<FakeSmtp> {
  const sockets = new Set<Socket>()
  const taken: string[] = []
  const commands: string[] = []
  const recipients: string[] = []
  const refusals: string[] = []
  const state = { vanishAfterData: false }
  const server = createServer((socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket)).on('error', () => sockets.delete(socket))
    talk(socket, { taken, commands, recipients, refusals, state })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  const close = () =>
    new Promise<void>((resolve) => {
      for (const socket of sockets) socket.destroy()
      server.close(() => resolve())
    })
  return Object.assign(state, {
    url: `smtp://127.0.0.1:${port}`,
    taken,
    commands,
    recipients,
    refusals,
    close,
  })
}

type Talk = {
  taken: string[]
  commands: string[]
  recipients: string[]
  refusals: string[]
  state: { vanishAfterData: boolean }
}

function talk(socket: Socket, { taken, commands, recipients, refusals, state }: Talk): void {
  let buffer = ''
  let isData = false
  const say = (line: string) => socket.write(`${line}\r\n`)
  say('220 fake')
  socket.on('data', (bytes) => {
    buffer += bytes.toString()
    for (;;) {
      const end = isData ? '\r\n.\r\n' : '\r\n'
      const at = buffer.indexOf(end)
      if (at < 0) return
      const part = buffer.slice(0, at)
      buffer = buffer.slice(at + end.length)
      if (!isData) commands.push(part)
      if (!isData && /^RCPT/i.test(part)) recipients.push(part)
      if (isData) {
        isData = false
        taken.push(part)
        if (state.vanishAfterData) socket.destroy()
        else say('250 2.0.0 taken')
      } else if (/^DATA/i.test(part)) {
        isData = true
        say('354 go on')
      } else if (/^RCPT/i.test(part)) say(refusals.shift() ?? '250 2.1.5 ok')
      else if (/^QUIT/i.test(part)) socket.end('221 bye\r\n')
      else say('250 ok')
    }
  })
}

/** What the tests of this service work with: stand-ins for order-service and user-service, and a fake mail server. */
export type Workbench = TestServices & {
  readonly smtp: FakeSmtp
  readonly orders: Map<string, MailOrder & { ownerId: string }>
  readonly requests: Map<string, { kind: 'verify_email' | 'reset_password'; token: string }>
  /** Another mail server from now on. */
  use(sender: MailSender): void
  /** An event reaches its consumer, as the event log delivers it. */
  deliver(type: string, data: Record<string, unknown>, id?: string): Promise<void>
  /** Runs the jobs that are due, as the runner would; answers the problems of those that will come again. */
  runDue(): Promise<string[]>
  /** The same, all at once; answers how often which statement was sent. */
  runDueTogether(): Promise<Record<string, number>>
  context(): Ctx
  mails(): Promise<{ kind: string; state: string; attempts: number; problem: string | null; text: string }[]>
  shiftClock(interval: string): Promise<void>
}

const noTrace = `00-${'0'.repeat(31)}1-${'0'.repeat(15)}1-00`

export async function openWorkbench(): Promise<Workbench> {
  const smtp = await openFakeSmtp()
  const orders: Workbench['orders'] = new Map()
  const requests: Workbench['requests'] = new Map()
  let sender = openSmtp(smtp.url, 'Rialto <shop@shop.example>')
  const ports: Ports = {
    mails: { send: (mail) => sender.send(mail), close: () => sender.close() },
    rows: openMailRows(),
    publicUrl: 'https://shop.example',
    shopName: 'Rialto',
  }
  const services = await testServices({
    services: [
      notifications,
      standIn('order-service', orderFeatures(orders)),
      standIn('user-service', userFeatures(requests)),
    ],
    ports: { 'notification-service': ports },
  })
  const ctx = services.runtime.contextFor('notification-service', { tenant: tenantA, traceparent: noTrace })
  return {
    ...services,
    smtp,
    orders,
    requests,
    use: (next) => {
      sender = next
    },
    deliver: (type, data, id = newId()) => deliver(ctx, type, { data, id }),
    runDue: () => runDue(services, ctx),
    runDueTogether: () => runDueTogether(services, ctx),
    context: () => ctx,
    mails: () =>
      query(
        services,
        `select kind, state, attempts, problem, m::text as text from notification_mail m order by id`,
      ),
    shiftClock: async (interval) => {
      await query(services, 'update rialto_clock set shift = shift + $1::interval', [interval])
    },
    close: async () => {
      await sender.close()
      await smtp.close()
      await services.close()
    },
  }
}

/** Adds an order that order-service would know. */
export function placeOrder(bench: Workbench, parts: Partial<MailOrder & { ownerId: string }> = {}): string {
  const orderId = newId()
  bench.orders.set(orderId, {
    ...sampleOrder,
    language: 'en',
    ownerId: `guest:${newId()}`,
    ...parts,
    orderId,
  })
  return orderId
}

/** An event of the first marketplace, as the log gives it. */
export function eventOf(type: string, data: unknown, id = newId()): PublishedEvent {
  return { id, data, type, source: 'test', subject: '', time: '', tenant: tenantA, traceparent: null }
}

async function deliver(ctx: Ctx, type: string, event: { data: unknown; id: string }): Promise<void> {
  const published = eventOf(type, event.data, event.id)
  const consumers = notifications.consumers.filter((one) => one.types.includes(type))
  if (consumers.length === 0) throw new Error(`Nobody listens to ${type}`)
  for (const one of consumers) {
    const prepared = await one.prepare([published], ctx)
    await ctx.tx((tx) => one.apply(published, tx, { prepared: prepared, ctx: ctx }))
  }
}

type DueJob = { id: string; kind: string; key: string; data: unknown }

async function runDue(services: TestServices, ctx: Ctx): Promise<string[]> {
  const due = await query<DueJob>(
    services,
    'select id, kind, key, data from rialto_job where due_at <= database_clock() order by id',
  )
  const problems: string[] = []
  for (const row of due) {
    const job = notifications.jobs.find((one) => one.kind === row.kind)
    try {
      await job?.run({ key: row.key, data: row.data, attempts: 1 }, ctx)
      await query(services, 'delete from rialto_job where id = $1', [row.id])
    } catch (error) {
      problems.push(String(error))
    }
  }
  return problems
}

async function runDueTogether(services: TestServices, ctx: Ctx): Promise<Record<string, number>> {
  const due = await query<DueJob>(services, 'delete from rialto_job returning id, kind, key, data')
  const counts: Record<string, number> = {}
  const counted: Ctx = {
    ...ctx,
    sql: {
      query: (wanted, values) => {
        counts[wanted.name] = (counts[wanted.name] ?? 0) + 1
        return ctx.sql.query(wanted, values)
      },
    },
  }
  await Promise.all(
    due.map((row) => {
      const job = notifications.jobs.find((one) => one.kind === row.kind)
      return job?.run({ key: row.key, data: row.data, attempts: 1 }, counted)
    }),
  )
  return counts
}

async function query<R>(services: TestServices, sql: string, values: unknown[] = []): Promise<R[]> {
  return (await services.database.system.query(sql, values)).rows as R[]
}

function standIn(name: string, features: Service['features']): Service {
  return service({ name, directory: '', features })
}

function orderFeatures(orders: Workbench['orders']) {
  return [
    feature(findOrderForMail, async ({ orderId }) => {
      const found = orders.get(orderId)
      if (!found) return refuse('NOT_FOUND')
      const { ownerId: _ownerId, ...order } = found
      return ok(order)
    }),
    feature(findOrderMoney, async ({ orderId }) => {
      const found = orders.get(orderId)
      if (!found) return refuse('NOT_FOUND')
      const { number, status, ownerId, totals } = found
      return ok({ orderId, number, status, ownerId, totals, vendors: [] })
    }),
  ]
}

function userFeatures(requests: Workbench['requests']) {
  return [
    feature(readMailRequest, async ({ requestId }) => {
      const found = requests.get(requestId)
      if (!found) return refuse('NOT_FOUND')
      const person = { email: 'ada@example.org', firstName: 'Ada', language: 'de' as const }
      return ok({ requestId, ...found, ...person, expiresInSeconds: 3_600 })
    }),
  ]
}
