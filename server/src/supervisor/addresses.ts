import { claimPort, nextPort } from './ports.ts'
import type { Settings } from './settings.ts'

/** Where everything of this run is reached. What a person brings of their own is null here. */
export type Addresses = {
  port: number
  publicUrl: string
  /** The server as our own programs reach it: by number, because a name may lead to another program on IPv6. */
  innerUrl: string
  simulatorUrl: string | null
  mailboxUrl: string | null
  smtpPort: number | null
}

/** Finds the ports of this run; a busy one is said before anything is started. */
export async function claimAddresses({ config, environment }: Settings): Promise<Addresses> {
  const isProduction = config.nodeEnv === 'production'
  const port = await claimPort('PORT', config.port, config.host)
  const isEverywhere = ['0.0.0.0', '::', '127.0.0.1', 'localhost'].includes(config.host)
  const hasSimulator = config.stripeSecretKey === null && !isProduction
  const hasMailCatcher = config.smtpUrl === null && !isProduction
  return {
    port,
    publicUrl: environment['PUBLIC_URL']
      ? config.publicUrl
      : `http://${isEverywhere ? 'localhost' : config.host}:${port}`,
    innerUrl: `http://${isEverywhere ? '127.0.0.1' : config.host}:${port}`,
    // Another host name than the shop's: cookies ignore ports.
    simulatorUrl: hasSimulator
      ? `http://127.0.0.1:${await claimPort('SIMULATOR_PORT', config.simulatorPort)}`
      : null,
    mailboxUrl: hasMailCatcher
      ? `http://localhost:${await claimPort('MAILBOX_PORT', config.mailboxPort)}`
      : null,
    smtpPort: hasMailCatcher ? await nextPort('SMTP_PORT', config.smtpPort) : null,
  }
}
