import { readFileSync } from 'node:fs'
import type { Credentials } from './person.ts'

export type LoadSettings = {
  url: string
  /** Of all accounts of the demo; it belongs to this installation alone. */
  password: string
  operator: Credentials
}

/** What the supervisor tells: where the marketplace is, and the file with the password of the demo accounts. */
export function readLoadSettings(env: Record<string, string | undefined>): LoadSettings {
  const url = env['RIALTO_URL']
  const file = env['DEMO_FILE']
  const email = env['OPERATOR_EMAIL']
  if (!url || !file || !email)
    throw new Error('RIALTO_URL, DEMO_FILE and OPERATOR_EMAIL must be set; npm start does that.')
  const { password } = JSON.parse(readFileSync(file, 'utf8')) as { password: string }
  return { url, password, operator: { email, password: env['OPERATOR_PASSWORD'] ?? password } }
}
