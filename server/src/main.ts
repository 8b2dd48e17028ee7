import { readConfig } from '@rialto/config'
import { Log } from '@rialto/log'
import { MigrationError } from '@rialto/postgres'
import { compose } from './compose.ts'
import { StartError, startErrorExitCode } from './start-error.ts'

const read = readConfig(process.env)
if (!read.ok) {
  for (const { problem, fix } of read.problems) process.stderr.write(`rialto: ${problem} ${fix}\n`)
  process.exit(startErrorExitCode)
}
const log = Log({ level: read.config.logLevel, serviceName: 'server' })

try {
  const server = await compose(read.config, log)
  log.info('the server is ready', { ms: Math.round(performance.now()) })
  let stopping = false
  const stop = async (reason: string) => {
    if (stopping) return
    stopping = true
    log.info('the server stops', { reason })
    await server.stop()
    process.exit(0)
  }
  process.on('SIGTERM', () => stop('SIGTERM'))
  process.on('SIGINT', () => stop('SIGINT'))
  // The supervisor's end of the channel closes when it dies: a server without supervisor must not run on.
  process.on('disconnect', () => stop('the supervisor is gone'))
} catch (error) {
  const known = startProblem(error)
  if (!known) throw error
  process.stderr.write(`rialto: ${known}\n`)
  process.exit(startErrorExitCode)
}

function startProblem(error: unknown): string | null {
  if (error instanceof StartError || error instanceof MigrationError) return error.message
  const code = (error as { code?: string }).code
  if (code === 'EADDRINUSE')
    return `PORT ${process.env['PORT'] ?? '3000'} is in use. Stop the other program or set PORT.`
  return null
}
