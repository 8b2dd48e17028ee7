import { setTimeout as pause } from 'node:timers/promises'
import type { Person, Wire } from '@rialto/testing'
import type { ApiEndpoint } from './timed-wire.ts'

/** Work that takes its time by design, and that nobody waits for in front of a page. */
const reports = new Set(['/api/doctor', '/api/products/exports'])
const lookMs = 80

export type Staff = { operator: Person; vendor: Person; reader: Person }
export type Office = {
  wire: Wire
  endpoints: readonly ApiEndpoint[]
  people: Staff
  /** What stands in the places of a path, as far as it is known yet. */
  known(name: string): string | undefined
  isOpen(): boolean
  failed(problem: string): void
}

/**
 * An operator, a vendor and a shopper with an account, who look at everything that the API shows them, one after the other
 * and at a fixed pace.
 */
export async function keepOffice(office: Office): Promise<void> {
  const reads = office.endpoints.filter(
    ({ method, path }) => method === 'GET' && path.startsWith('/api/') && !reports.has(path),
  )
  const looking: Promise<void>[] = []
  for (let turn = 0; office.isOpen(); turn += 1) {
    await pause(lookMs)
    const read = reads[turn % reads.length]
    if (read) looking.push(look(office, read).catch((error: unknown) => office.failed(String(error))))
  }
  await Promise.all(looking)
}

async function look(
  { wire, people, known }: Office,
  { path, permission, needs }: ApiEndpoint,
): Promise<void> {
  const { operator, vendor, reader } = people
  // An operator would have to say whose.
  const person = path.startsWith('/api/vendor/')
    ? vendor
    : [operator, reader].find((one) => may(one, permission))
  if (!person && permission !== 'anyone') return
  const query = new URLSearchParams()
  let filled = path
  for (const name of needs) {
    const value = known(name)
    if (value === undefined) return
    if (path.includes(`{${name}}`)) filled = filled.replace(`{${name}}`, value)
    else query.set(name, value)
  }
  const answer = await wire.send('GET', `${filled}?${query}`, { token: person?.token })
  // What belongs to somebody else does not exist: that is an answer too.
  if (answer.status >= 400 && answer.status !== 404)
    throw new Error(`GET ${path} answered ${answer.status}: ${answer.text}`)
}

function may({ token }: Person, permission: string): boolean {
  const { permissions } = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as {
    permissions: string[]
  }
  return permission === 'signed_in' || permissions.includes(permission)
}
