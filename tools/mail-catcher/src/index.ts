import { readFile } from 'node:fs/promises'
import Fastify, { type FastifyError, type FastifyInstance } from 'fastify'
import { addApi, refuse } from './api.ts'
import { createFaults } from './faults.ts'
import { openMailbox } from './mailbox.ts'
import { startSmtp } from './smtp.ts'

export type { Mail, MailAttachment, MailSummary, Person } from './mail.ts'

export type MailCatcherOptions = {
  /** The next free port is taken when this one is not; 0 takes any. */
  smtpPort: number
  /** Port of the page and the API; 0 takes any. */
  port: number
  /** Where the mails are kept. */
  directory: string
  host?: string
  mailsMax?: number
}

export type MailCatcher = {
  url: string
  smtpUrl: string
  port: number
  smtpPort: number
  stop: () => Promise<void>
}

const mailsMaxDefault = 2000

/** Starts a mail server that keeps what it gets and delivers nothing, with a page and an API to look at it. */
export async function startMailCatcher(options: MailCatcherOptions): Promise<MailCatcher> {
  const host = options.host ?? '127.0.0.1'
  const mailbox = await openMailbox(options.directory, options.mailsMax ?? mailsMaxDefault)
  const faults = createFaults()
  const stopping = new AbortController()
  const app = Fastify({
    ajv: { customOptions: { removeAdditional: false } },
    forceCloseConnections: true,
  })
  protect(app, host)
  addApi(app, { mailbox, faults, stopping: stopping.signal })
  await addPage(app)
  await app.listen({ port: options.port, host })
  const smtp = await startSmtp({ port: options.smtpPort, host, mailbox, faults }).catch(
    async (error: unknown) => {
      await app.close()
      throw error
    },
  )
  const address = app.server.address()
  const port = typeof address === 'object' && address !== null ? address.port : options.port
  return {
    url: `http://${host}:${port}`,
    smtpUrl: `smtp://${host}:${smtp.port}`,
    port,
    smtpPort: smtp.port,
    stop: async () => {
      stopping.abort()
      await smtp.stop()
      await app.close()
    },
  }
}

/** Mails hold links that reset passwords, so no other page may read them through a borrowed host name. */
function protect(app: FastifyInstance, host: string): void {
  const isLocal = host === '127.0.0.1' || host === 'localhost' || host === '::1'
  app.addHook('onRequest', async (request, reply) => {
    reply.header('x-content-type-options', 'nosniff')
    reply.header('referrer-policy', 'no-referrer')
    reply.header('cache-control', 'no-store')
    if (isLocal && !localNames.has(request.hostname)) {
      return refuse(reply, {
        status: 403,
        code: 'PERMISSION_DENIED',
        detail: 'The mailbox is only open to this machine',
      })
    }
  })
  app.setErrorHandler((error: FastifyError, _request, reply) => {
    if (error.validation)
      return refuse(reply, { status: 422, code: 'VALIDATION_FAILED', detail: error.message })
    const status = error.statusCode ?? 500
    if (status >= 500) process.stderr.write(`mail catcher: ${error.stack ?? error.message}\n`)
    return refuse(reply, { status, code: status < 500 ? 'BODY_MALFORMED' : 'FAULT', detail: error.message })
  })
  app.setNotFoundHandler((_request, reply) => refuse(reply, { status: 404, code: 'NOT_FOUND' }))
}

const localNames = new Set(['localhost', '127.0.0.1', '[::1]'])

const pageFiles = [
  { path: '/', file: 'index.html', type: 'text/html; charset=utf-8' },
  { path: '/page.css', file: 'page.css', type: 'text/css; charset=utf-8' },
  { path: '/mail.css', file: 'mail.css', type: 'text/css; charset=utf-8' },
  { path: '/page.js', file: 'page.js', type: 'text/javascript; charset=utf-8' },
]

const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' data:",
  "frame-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ')

async function addPage(app: FastifyInstance): Promise<void> {
  for (const { path, file, type } of pageFiles) {
    const content = await readFile(new URL(`page/${file}`, import.meta.url))
    app.get(path, (_request, reply) =>
      reply.header('content-security-policy', pagePolicy).type(type).send(content),
    )
  }
}
