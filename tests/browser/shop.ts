import { createInstallation, type Installation } from '../start/installation.ts'

export type Shop = {
  readonly url: string
  readonly mailboxUrl: string
  readonly simulatorUrl: string
  readonly password: string
  stop(): Promise<void>
}

/** The whole demo marketplace as `npm start` gives it, on ports and data of its own. */
export async function openShop(settings: Readonly<Record<string, string>> = {}): Promise<Shop> {
  const installation: Installation = await createInstallation()
  const running = installation.start({
    // The bank leads back to where the visitor is.
    PUBLIC_URL: installation.url,
    // All of a test comes from one address.
    RATE_LIMIT_ANONYMOUS_WRITE: '1000000/60',
    RATE_LIMIT_ANONYMOUS_READ: '1000000/60',
    RATE_LIMIT_PERSON: '1000000/60',
    RATE_LIMIT_PAYMENTS: '1000000/60',
    ...settings,
  })
  await running.until('everything is ready')
  const { url, mailboxUrl, simulatorUrl, password } = installation
  return {
    url,
    mailboxUrl,
    simulatorUrl,
    password,
    stop: async () => {
      running.process.kill('SIGTERM')
      await running.ended
      await installation.remove()
    },
  }
}
