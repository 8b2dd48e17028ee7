import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { SMTPServer, type SMTPServerSession } from 'smtp-server'
import type { Faults } from './faults.ts'
import type { Mailbox } from './mailbox.ts'

const mailBytesMax = 25 * 1024 * 1024
const portsTriedMax = 50

export type SmtpReceiver = { port: number; stop: () => Promise<void> }

/** Takes every mail for everybody. The next free port is taken when the wanted one is not free. */
export async function startSmtp(options: {
  port: number
  host: string
  mailbox: Mailbox
  faults: Faults
}): Promise<SmtpReceiver> {
  for (let port = options.port; ; port++) {
    const server = createServer(options.mailbox, options.faults)
    try {
      // A port that is taken shows as an error of the server around the listener.
      const failed = new Promise<never>((_resolve, reject) => server.once('error', reject))
      const listener = server.listen(port, options.host)
      await Promise.race([once(listener, 'listening'), failed])
      const address = listener.address()
      const taken = typeof address === 'object' && address !== null ? address.port : port
      server.on('error', logConnectionFault)
      return { port: taken, stop: () => new Promise((resolve) => server.close(resolve)) }
    } catch (error) {
      const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
      if (!isTaken || options.port === 0 || port >= options.port + portsTriedMax) throw error
    }
  }
}

function createServer(mailbox: Mailbox, faults: Faults): SMTPServer {
  return new SMTPServer({
    banner: 'Rialto mail catcher',
    // A name and a password are taken but not needed, so that any sender's settings work.
    authOptional: true,
    allowInsecureAuth: true,
    hideSTARTTLS: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: mailBytesMax,
    closeTimeout: 1000,
    onAuth: (authentication, _session, done) => done(null, { user: authentication.username ?? 'anybody' }),
    onData: (stream, session, done) => {
      receive(stream, session, { mailbox, faults }).then(
        (answer) => done(null, answer),
        (error: unknown) => done(error instanceof Error ? error : new Error(String(error))),
      )
    },
  })
}

async function receive(
  stream: Readable & { sizeExceeded?: boolean },
  session: SMTPServerSession,
  { mailbox, faults }: { mailbox: Mailbox; faults: Faults },
): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of stream) if (!stream.sizeExceeded) chunks.push(chunk)
  if (stream.sizeExceeded) throw answer(552, `A mail may have ${mailBytesMax} bytes`)
  if (faults.takeRejection()) throw answer(451, 'Refused as the test asked; try again later')
  const { mailFrom, rcptTo } = session.envelope
  const from = mailFrom === false ? '' : mailFrom.address
  const mail = await mailbox.add(
    { from, to: rcptTo.map((recipient) => recipient.address) },
    Buffer.concat(chunks),
  )
  return `Kept as ${mail.id}`
}

function answer(responseCode: number, message: string): Error {
  return Object.assign(new Error(message), { responseCode })
}

/** A client that hangs up is its own affair; the line helps whoever wonders where a mail stayed. */
function logConnectionFault(error: Error): void {
  process.stderr.write(`mail catcher: a connection failed: ${error.message}\n`)
}
