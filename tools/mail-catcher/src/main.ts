import { startMailCatcher } from './index.ts'

// The mail catcher as a process of its own. Settings: MAIL_PORT, MAIL_SMTP_PORT, MAIL_DIRECTORY.
try {
  const catcher = await startMailCatcher({
    port: portFrom('MAIL_PORT', 3020),
    smtpPort: portFrom('MAIL_SMTP_PORT', 3025),
    directory: process.env['MAIL_DIRECTORY'] ?? '.rialto/mails',
  })
  process.stdout.write(`mail catcher: page at ${catcher.url}, mails to ${catcher.smtpUrl}\n`)
  const stop = () => void catcher.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop)
  process.once('SIGINT', stop)
  // Whoever started it with a channel is gone when the channel closes.
  process.once('disconnect', stop)
} catch (error) {
  const isTaken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE'
  if (!isTaken) throw error
  process.stderr.write('rialto: MAIL_PORT is in use. Stop the other program or set MAIL_PORT.\n')
  process.exit(78)
}

function portFrom(name: string, fallback: number): number {
  const text = process.env[name] ?? ''
  if (text === '') return fallback
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  process.stderr.write(`rialto: ${name} is not a port. Set ${name} to a number from 0 to 65535.\n`)
  process.exit(78)
}
