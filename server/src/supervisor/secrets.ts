import { randomBytes, randomInt } from 'node:crypto'
import { join } from 'node:path'
import { simulatorKeyMark } from '@rialto/config'
import { keepFile } from './keep-file.ts'
import type { Environment, Settings } from './settings.ts'

/**
 * Secrets that a person did not set, drawn once and kept beside the data. Production sets its own: there a secret
 * that is missing is refused by the settings, never invented.
 */
export function keepSecrets({ config, environment, dataDirectory }: Settings): Environment {
  if (config.nodeEnv === 'production') return {}
  const kept = keepFile(join(dataDirectory, 'secrets.json'), () => ({
    SERVICE_TOKEN: randomBytes(32).toString('base64url'),
    PERSONAL_DATA_KEY: randomBytes(32).toString('base64'),
    STRIPE_WEBHOOK_SECRET: `whsec_${randomBytes(24).toString('hex')}`,
    STRIPE_SECRET_KEY: `sk_test_${simulatorKeyMark}${randomBytes(12).toString('hex')}`,
    STRIPE_PUBLISHABLE_KEY: `pk_test_${simulatorKeyMark}${randomBytes(12).toString('hex')}`,
  }))
  const missing = Object.entries(kept).filter(([name]) => !environment[name])
  // A person's Stripe account goes with that person's keys only.
  const ownStripe = Boolean(environment['STRIPE_SECRET_KEY'])
  return Object.fromEntries(missing.filter(([name]) => !(ownStripe && name.startsWith('STRIPE_'))))
}

export type DemoAccounts = { password: string; accounts: Record<string, string> }

/** The accounts of the demo marketplace and their password, which belongs to this installation alone. */
export function keepDemoAccounts(dataDirectory: string): DemoAccounts & { file: string } {
  const file = join(dataDirectory, 'demo.json')
  const names = ['operator', 'vendor', 'packer', 'shopper']
  const made = keepFile(file, () => ({
    password: newPassword(),
    accounts: Object.fromEntries(names.map((name) => [name, `${name}@rialto.example`])),
  }))
  return { ...made, file }
}

// Without the letters and digits that are mistaken for one another, because people type it.
const passwordLetters = 'abcdefghjkmnpqrstuvwxyz23456789'

function newPassword(): string {
  const group = () =>
    Array.from({ length: 5 }, () => passwordLetters[randomInt(passwordLetters.length)]).join('')
  return [group(), group(), group()].join('-')
}
