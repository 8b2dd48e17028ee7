import { startSimulator } from './index.ts'

/** Reads a whole number of at least `least`, or says which setting is wrong. */
function wholeNumber(name: string, text: string, least: number): number {
  const value = Number(text)
  if (!Number.isInteger(value) || value < least) {
    throw new Error(`${name} is "${text}"; it must be a whole number from ${least} on.`)
  }
  return value
}

function budgetFrom(text: string | undefined): number | 'unlimited' | undefined {
  if (text === undefined || text === '') return undefined
  return text === 'unlimited' ? text : wholeNumber('SIMULATOR_BUDGET', text, 1)
}

function listFrom(text: string | undefined): string[] | undefined {
  return text?.split(',').flatMap((part) => (part.trim() === '' ? [] : [part.trim()]))
}

/** Empty settings count as not set, as they come from shells and compose files. */
const set = (name: string) => process.env[name] || undefined

async function main(): Promise<void> {
  const simulator = await startSimulator({
    host: '127.0.0.1',
    port: wholeNumber('SIMULATOR_PORT', set('SIMULATOR_PORT') ?? '3010', 0),
    publicUrl: set('SIMULATOR_PUBLIC_URL'),
    journalFile: set('SIMULATOR_JOURNAL'),
    webhookUrl: set('SIMULATOR_WEBHOOK_URL'),
    webhookEvents: listFrom(set('SIMULATOR_WEBHOOK_EVENTS')),
    webhookSecret: set('STRIPE_WEBHOOK_SECRET'),
    secretKey: set('STRIPE_SECRET_KEY'),
    publishableKey: set('STRIPE_PUBLISHABLE_KEY'),
    budgetPerSecond: budgetFrom(set('SIMULATOR_BUDGET')),
    allowedFrameOrigins: listFrom(set('SIMULATOR_FRAME_ORIGINS')),
    seed:
      set('SIMULATOR_SEED') === undefined
        ? undefined
        : wholeNumber('SIMULATOR_SEED', set('SIMULATOR_SEED') ?? '', 0),
  })
  process.stdout.write(`Stripe simulator at ${simulator.url}\n`)

  let stopping = false
  const stop = () => {
    if (stopping) return
    stopping = true
    simulator.stop().then(
      () => process.exit(0),
      (fault) => {
        process.stderr.write(`${String(fault)}\n`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}

main().catch((fault: Error & { code?: string }) => {
  const busy = fault.code === 'EADDRINUSE'
  const text = busy ? 'The port of SIMULATOR_PORT is in use. Choose another one.' : fault.message
  process.stderr.write(`The Stripe simulator does not start: ${text}\n`)
  process.exit(1)
})
