import { accounts } from '../accounts.ts'
import { vendors } from '../vendors.ts'
import { atOnce } from './at-once.ts'
import { nameOf, ownerOf } from './owners.ts'
import type { Person } from './person.ts'
import type { LoadSettings } from './settings.ts'

type Wanted = { email: string; firstName: string; lastName: string; language: string; roles: string[] }
type Profile = { version: number; firstName: string; lastName: string }

// A password takes a quarter of a second to hash, and one request hashes one after the other.
const requestsAtOnce = 4

/** Makes the people of the demo. What they do at a vendor follows from their membership there, not from a role. */
export async function ensureAccounts(operator: Person, settings: LoadSettings): Promise<number> {
  const listed = accounts.map(({ email, name, role, language }) => ({
    email,
    ...nameOf(name),
    language,
    roles: role === 'operator' ? ['operator_admin'] : ['shopper'],
  }))
  const owners = vendors.map(({ slug }) => ({ ...ownerOf(slug), language: 'en', roles: ['shopper'] }))
  const missing = owners.filter(({ email }) => listed.every((one) => one.email !== email))
  // The one who signed in here stays signed in: a new password would end the session.
  const wanted = [...listed, ...missing].filter(({ email }) => email !== settings.operator.email)
  await atOnce(wanted, requestsAtOnce, (account) => ensureAccount(operator, account, settings.password))
  await nameOperator(operator, settings.operator.email)
  return listed.length + missing.length
}

async function ensureAccount(operator: Person, account: Wanted, password: string): Promise<void> {
  await operator.post('/api/operator/accounts', {
    accounts: [{ ...account, password, verified: true, replacePassword: true }],
  })
}

/** The server makes its first operator without a name. */
async function nameOperator(operator: Person, email: string): Promise<void> {
  const account = accounts.find((one) => one.email === email)
  const profile = await operator.find<Profile>('/api/users/profile')
  if (account === undefined || profile === undefined) return
  const name = nameOf(account.name)
  if (profile.firstName === name.firstName && profile.lastName === name.lastName) return
  await operator.patch('/api/users/profile', profile.version, name)
}
