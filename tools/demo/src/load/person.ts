import { createHash } from 'node:crypto'
import { type Answer, type Request, refusalOf, type Wire } from './wire.ts'

export type Credentials = { email: string; password: string }

/** Somebody who is signed in. Refusals are thrown, because data of ours that is refused is a fault. */
export type Person = {
  userId: string
  /** All items of a list, page by page. */
  list: <T>(path: string) => Promise<T[]>
  /** Undefined when it does not exist. */
  find: <T>(path: string) => Promise<T | undefined>
  /** Creates or does something. The key is made from what is sent: the same again is the same thing. */
  post: <T>(path: string, body: unknown) => Promise<T>
  put: <T>(path: string, body: unknown) => Promise<T>
  /** Changes a version of something; undefined when somebody else was quicker. */
  patch: <T>(path: string, version: number, body: unknown) => Promise<T | undefined>
}

type SignedIn = { accessToken: string; user: { id: string } }
type Page<T> = { items: T[]; next: string | null }

const pageRows = 100

export async function signIn(wire: Wire, credentials: Credentials): Promise<Person> {
  const enter = () => startSession(wire, credentials)
  let session = await enter()
  const ask = async <T>(request: Request): Promise<Answer<T>> => {
    const answer = await wire<T>({ ...request, token: session.accessToken })
    if (answer.status !== 401) return answer
    // Access tokens live for minutes, and pictures take longer.
    session = await enter()
    return wire<T>({ ...request, token: session.accessToken })
  }
  const insist = async <T>(request: Request): Promise<T> => {
    const answer = await ask<T>(request)
    if (answer.code !== null) throw refusalOf(request, answer)
    return answer.body
  }
  return {
    userId: session.user.id,
    list: <T>(path: string) => listAll<T>((page) => insist<Page<T>>({ method: 'GET', path: page }), path),
    find: async <T>(path: string) => {
      const request: Request = { method: 'GET', path }
      const answer = await ask<T>(request)
      if (answer.status === 404) return undefined
      if (answer.code !== null) throw refusalOf(request, answer)
      return answer.body
    },
    post: (path, body) => {
      const headers = { 'idempotency-key': keyOf(path, body) }
      return insist({ method: 'POST', path, body, headers })
    },
    put: (path, body) => insist({ method: 'PUT', path, body }),
    patch: async <T>(path: string, version: number, body: unknown) => {
      const request: Request = { method: 'PATCH', path, body, headers: { 'if-match': `${version}` } }
      const answer = await ask<T>(request)
      if (answer.code === 'VERSION_CONFLICT') return undefined
      if (answer.code !== null) throw refusalOf(request, answer)
      return answer.body
    },
  }
}

export async function canSignIn(wire: Wire, credentials: Credentials): Promise<boolean> {
  const answer = await wire(entering(credentials))
  if (answer.code !== null && answer.code !== 'INVALID_CREDENTIALS')
    throw refusalOf(entering(credentials), answer)
  return answer.code === null
}

function entering(credentials: Credentials): Request {
  return { method: 'POST', path: '/api/users/sign-in', body: credentials }
}

async function startSession(wire: Wire, credentials: Credentials): Promise<SignedIn> {
  const { email } = credentials
  const request = entering(credentials)
  const answer = await wire<SignedIn>(request)
  if (answer.code === 'INVALID_CREDENTIALS')
    throw new Error(
      `${email} has another password in this database than the demo expects. ` +
        'Set OPERATOR_EMAIL and OPERATOR_PASSWORD to an operator of it, or use an empty database.',
    )
  if (answer.code !== null) throw refusalOf(request, answer)
  return answer.body
}

async function listAll<T>(read: (path: string) => Promise<Page<T>>, path: string): Promise<T[]> {
  const items: T[] = []
  const first = `${path}${path.includes('?') ? '&' : '?'}limit=${pageRows}`
  let next: string | null = null
  do {
    const page: Page<T> = await read(next === null ? first : `${first}&after=${encodeURIComponent(next)}`)
    items.push(...page.items)
    next = page.next
  } while (next !== null)
  return items
}

function keyOf(path: string, body: unknown): string {
  const bytes = body instanceof Uint8Array ? body : JSON.stringify(body)
  return `demo-${createHash('sha256').update(`${path}\n`).update(bytes).digest('hex').slice(0, 40)}`
}
