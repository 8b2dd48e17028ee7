import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { Faults } from './faults.ts'
import { type MailSummary, readAttachment, readMail } from './mail.ts'
import type { Mailbox } from './mailbox.ts'
import { isWanted, type MailFilter, waitForMail } from './waiting.ts'

const listLimitDefault = 25
const listLimitMax = 100
const waitMsDefault = 10_000
const waitMsMax = 60_000

export type ApiOptions = { mailbox: Mailbox; faults: Faults; stopping: AbortSignal }
type WithId = { Params: { id: string } }

const text = { type: 'string', maxLength: 500 } as const
const listQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    to: text,
    subject: text,
    search: text,
    before: text,
    limit: { type: 'integer', minimum: 1, maximum: listLimitMax },
  },
} as const
const waitQuery = {
  type: 'object',
  additionalProperties: false,
  properties: {
    to: text,
    subject: text,
    after: text,
    timeoutMs: { type: 'integer', minimum: 0, maximum: waitMsMax },
  },
} as const
const faultBody = {
  type: 'object',
  additionalProperties: false,
  required: ['rejectNext'],
  properties: { rejectNext: { type: 'integer', minimum: 0, maximum: 1_000_000 } },
} as const

/** The JSON API, for tests and for the page. */
export function addApi(app: FastifyInstance, options: ApiOptions): void {
  addLists(app, options)
  addParts(app, options.mailbox)
  app.get('/api/faults', () => options.faults.pending())
  app.post<{ Body: { rejectNext: number } }>('/api/faults', { schema: { body: faultBody } }, (request) => {
    options.faults.rejectNext(request.body.rejectNext)
    return options.faults.pending()
  })
}

type ListQuery = { to?: string; subject?: string; search?: string; before?: string; limit?: number }

function addLists(app: FastifyInstance, { mailbox, stopping }: ApiOptions): void {
  app.get<{ Querystring: ListQuery }>('/api/mails', { schema: { querystring: listQuery } }, (request) => {
    const { to, subject, search, before, limit = listLimitDefault } = request.query
    const found = mailbox
      .all()
      .filter((mail) => (before === undefined || mail.id < before) && isWanted(mail, { to, subject }))
      .filter((mail) => search === undefined || holds(mail, search.toLowerCase()))
    const items = found.slice(-limit).reverse()
    return { items, next: found.length > items.length ? (items.at(-1)?.id ?? null) : null }
  })
  app.get<{ Querystring: MailFilter & { timeoutMs?: number } }>(
    '/api/mails/wait',
    { schema: { querystring: waitQuery } },
    async (request, reply) => {
      const { timeoutMs = waitMsDefault, ...filter } = request.query
      const gone = new AbortController()
      reply.raw.once('close', () => gone.abort())
      const signal = AbortSignal.any([gone.signal, stopping])
      const mail = await waitForMail(mailbox, filter, { timeoutMs, signal })
      return mail === undefined
        ? refuse(reply, { status: 404, code: 'MAIL_NOT_FOUND', detail: 'No such mail came in time' })
        : whole(mailbox, mail, reply)
    },
  )
  app.delete('/api/mails', async () => ({ deleted: await mailbox.clear() }))
}

function addParts(app: FastifyInstance, mailbox: Mailbox): void {
  app.get<WithId>('/api/mails/:id', (request, reply) => {
    const mail = mailbox.find(request.params.id)
    return mail === undefined ? noSuchMail(reply) : whole(mailbox, mail, reply)
  })
  app.get<WithId>('/api/mails/:id/raw', async (request, reply) => {
    const raw = await mailbox.read(request.params.id)
    return raw === undefined ? noSuchMail(reply) : reply.type('text/plain; charset=utf-8').send(raw)
  })
  app.get<WithId>('/api/mails/:id/text', async (request, reply) => {
    const mail = await readWhole(mailbox, request)
    return mail === undefined
      ? noSuchMail(reply)
      : reply.type('text/plain; charset=utf-8').send(mail.text ?? '')
  })
  app.get<WithId>('/api/mails/:id/html', async (request, reply) => {
    const mail = await readWhole(mailbox, request)
    if (mail === undefined) return noSuchMail(reply)
    // Links of the mail open beside the mailbox, never inside its frame.
    const html = `<base target="_blank">${mail.html ?? ''}`
    return reply.header('content-security-policy', mailPolicy).type('text/html; charset=utf-8').send(html)
  })
  app.get<{ Params: { id: string; index: string } }>(
    '/api/mails/:id/attachments/:index',
    async (request, reply) => {
      const raw = await mailbox.read(request.params.id)
      const attachment = raw && (await readAttachment(raw, Number(request.params.index)))
      if (!attachment) return noSuchMail(reply)
      const place = attachment.mimeType.startsWith('image/') ? 'inline' : 'attachment'
      return reply
        .header('content-security-policy', "sandbox; default-src 'none'")
        .header(
          'content-disposition',
          `${place}; filename*=UTF-8''${encodeURIComponent(attachment.filename)}`,
        )
        .type(attachment.mimeType)
        .send(attachment.content)
    },
  )
}

/** Foreign HTML: no script, no forms, nothing loaded but what a mail shows. */
const mailPolicy = [
  'sandbox allow-popups allow-popups-to-escape-sandbox',
  "default-src 'none'",
  "style-src 'unsafe-inline'",
  'img-src http: https: data:',
  'font-src http: https: data:',
  "frame-ancestors 'self'",
].join('; ')

async function whole(mailbox: Mailbox, mail: MailSummary, reply: FastifyReply) {
  const raw = await mailbox.read(mail.id)
  return raw === undefined ? noSuchMail(reply) : readMail(mail, raw)
}

async function readWhole(mailbox: Mailbox, request: FastifyRequest<WithId>) {
  const mail = mailbox.find(request.params.id)
  const raw = mail && (await mailbox.read(mail.id))
  return mail && raw ? readMail(mail, raw) : undefined
}

function holds(mail: MailSummary, part: string): boolean {
  const texts = [mail.subject, mail.from.name, mail.from.address, ...mail.to]
  return texts.some((value) => value.toLowerCase().includes(part))
}

function noSuchMail(reply: FastifyReply) {
  return refuse(reply, {
    status: 404,
    code: 'MAIL_NOT_FOUND',
    detail: 'There is no such mail, or it was deleted',
  })
}

/** A refusal as the rest of Rialto gives it. */
export function refuse(reply: FastifyReply, refusal: { status: number; code: string; detail?: string }) {
  const body = { type: 'about:blank', title: refusal.code, ...refusal }
  return reply.code(refusal.status).type('application/problem+json').send(JSON.stringify(body))
}
