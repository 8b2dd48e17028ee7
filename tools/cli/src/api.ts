import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { newId } from '@rialto/core'
import type { Call } from './commands.ts'
import { stop } from './stop.ts'

const urlDefault = 'http://localhost:3000'

export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PUT'
  json?: unknown
  /** A body that is sent as it is. Called anew when it must be sent again. */
  stream?: () => AsyncIterable<Uint8Array>
  contentType?: string
}

export type Refusal = { code: string; detail: string }

export type Api = {
  /** Calls an endpoint; a refusal ends the command with its sentence. */
  ask<T>(path: string, request?: ApiRequest): Promise<T>
  /** Calls an endpoint and gives the answer back, refused or not. */
  try<T>(path: string, request?: ApiRequest): Promise<{ ok: true; value: T } | ({ ok: false } & Refusal)>
  /** Calls an endpoint that answers with a stream. */
  read(path: string): Promise<AsyncIterable<Uint8Array>>
}

type Session = { base: string; token: string | null; email: string | null; password: string | null }

/** Opens the API as somebody: by token, by account, or at a local shop as the demo operator. */
export async function openApi(call: Call): Promise<Api> {
  const session = await findSession(call)
  if (session.token === null) session.token = await signIn(session)
  const send = async (path: string, request: ApiRequest = {}): Promise<Response> => {
    const response = await fetchOnce(session, path, request)
    if (response.status !== 401 || session.email === null) return response
    // The token has run out during long work: sign in again, once.
    session.token = await signIn(session)
    return fetchOnce(session, path, request)
  }
  const attempt = async <T>(path: string, request?: ApiRequest) => answerOf<T>(await send(path, request))
  return {
    try: attempt,
    ask: async <T>(path: string, request?: ApiRequest): Promise<T> => {
      const answer = await attempt<T>(path, request)
      if (!answer.ok) throw stop(`${answer.code}: ${answer.detail}`)
      return answer.value
    },
    read: async (path) => {
      const response = await send(path)
      if (!response.ok || !response.body) {
        const refusal = await refusalOf(response)
        throw stop(`${refusal.code}: ${refusal.detail}`)
      }
      return response.body
    },
  }
}

async function findSession({ options, environment }: Call): Promise<Session> {
  const given = (option: string, variable: string) => {
    const value = options[option] ?? environment[variable]
    return typeof value === 'string' && value !== '' ? value : null
  }
  const base = (given('url', 'RIALTO_URL') ?? urlDefault).replace(/\/+$/, '')
  if (!URL.canParse(base)) throw stop(`"${base}" is not an address such as ${urlDefault}`, 2)
  const token = given('token', 'RIALTO_TOKEN')
  const email = given('email', 'RIALTO_EMAIL')
  const password = given('password', 'RIALTO_PASSWORD')
  if (token !== null) return { base, token, email: null, password: null }
  if (email !== null && password !== null) return { base, token: null, email, password }
  const demo = await findDemoOperator(base, environment['RIALTO_DATA'] ?? '.rialto')
  if (!demo) throw stop('Say who you are: --token, or --email with --password', 2)
  return { base, token: null, ...demo }
}

/** A shop on this machine that was started with demo data lies open to who can read its folder. */
async function findDemoOperator(base: string, dataDirectory: string) {
  if (!['localhost', '127.0.0.1', '[::1]'].includes(new URL(base).hostname)) return null
  const text = await readFile(join(dataDirectory, 'demo.json'), 'utf8').catch(() => null)
  if (text === null) return null
  const demo = JSON.parse(text) as { password?: string; accounts?: Record<string, string> }
  const email = demo.accounts?.['operator']
  return email && demo.password ? { email, password: demo.password } : null
}

async function signIn(session: Session): Promise<string> {
  const body = { email: session.email, password: session.password }
  const request = { method: 'POST' as const, json: body }
  const answer = await answerOf<{ accessToken: string }>(
    await fetchOnce({ ...session, token: null }, '/api/users/sign-in', request),
  )
  if (!answer.ok) throw stop(`${session.email} cannot sign in: ${answer.detail || answer.code}`)
  return answer.value.accessToken
}

async function fetchOnce(session: Session, path: string, request: ApiRequest): Promise<Response> {
  const headers: Record<string, string> = {}
  if (session.token !== null) headers['authorization'] = `Bearer ${session.token}`
  if (request.method === 'POST') headers['idempotency-key'] = newId()
  if (request.json !== undefined) headers['content-type'] = 'application/json'
  if (request.stream) headers['content-type'] = request.contentType ?? 'application/octet-stream'
  const body = request.stream ? ReadableStream.from(request.stream()) : JSON.stringify(request.json)
  try {
    return await fetch(session.base + path, {
      method: request.method ?? 'GET',
      headers,
      ...(body === undefined ? {} : { body, duplex: 'half' }),
    } as RequestInit)
  } catch (error) {
    const cause = (error as { cause?: { code?: string } }).cause?.code
    if (cause === 'ECONNREFUSED') throw stop(`Nobody answers at ${session.base}. Is the shop running?`)
    throw error
  }
}

async function answerOf<T>(response: Response) {
  if (!response.ok) return { ok: false as const, ...(await refusalOf(response)) }
  const text = await response.text()
  return { ok: true as const, value: (text === '' ? null : JSON.parse(text)) as T }
}

async function refusalOf(response: Response): Promise<Refusal> {
  const text = await response.text()
  try {
    const problem = JSON.parse(text) as { code?: string; detail?: string }
    return { code: problem.code ?? String(response.status), detail: problem.detail ?? '' }
  } catch {
    return { code: String(response.status), detail: text.slice(0, 200) }
  }
}
