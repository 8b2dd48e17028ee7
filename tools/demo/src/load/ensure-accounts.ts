import { accounts } from '../accounts.ts'
import { vendors } from '../vendors.ts'
import { atOnce } from './at-once.ts'
import { nameOf, ownerOf } from './owners.ts'
import { canSignIn, type Person } from './person.ts'
import type { LoadSettings } from './settings.ts'
import type { Wire } from './wire.ts'

type Wanted = { email: string; firstName: string; lastName: string; language: string; roles: string[] }
type Profile = { version: number; firstName: string; lastName: string }

// A password takes a quarter of a second to hash, and one request hashes one after the other.
const requestsAtOnce = 4

export type UserIds = ReadonlyMap<string, string>

/**
 * Makes the people of the demo, and answers their ids by address. What they do at a vendor follows from their
 * membership there, not from a role.
 */
export async function ensureAccounts(wire: Wire, operator: Person, settings: LoadSettings): Promise<UserIds> {
  const { password } = settings
  // The one who signed in here is there, and a new password would end the session.
  const wanted = wantedAccounts().filter(({ email }) => email !== settings.operator.email)
  const ensureAll = (replacePassword: boolean) =>
    atOnce(wanted, requestsAtOnce, (account) =>
      operator.post<{ items: { userId: string; created: boolean }[] }>('/api/operator/accounts', {
        accounts: [{ ...account, password, verified: true, replacePassword }],
      }),
    )
  const answers = await ensureAll(false)
  // Where the file with the password was lost, the accounts have another one than the list will print.
  const known = wanted.find((_account, index) => answers[index]?.items[0]?.created === false)
  if (known !== undefined && !(await canSignIn(wire, { email: known.email, password }))) await ensureAll(true)
  await nameOperator(operator, settings.operator.email)
  const ids = wanted.map(({ email }, index) => [email, answers[index]?.items[0]?.userId ?? ''] as const)
  return new Map([...ids, [settings.operator.email, operator.userId]])
}

function wantedAccounts(): Wanted[] {
  const listed = accounts.map(({ email, name, role, language }) => ({
    email,
    ...nameOf(name),
    language,
    roles: role === 'operator' ? ['operator_admin'] : ['shopper'],
  }))
  const owners = vendors.map(({ slug }) => ({ ...ownerOf(slug), language: 'en', roles: ['shopper'] }))
  return [...listed, ...owners.filter(({ email }) => listed.every((one) => one.email !== email))]
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
