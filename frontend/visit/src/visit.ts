import { randomBytes } from 'node:crypto'
import { type Client, openClient } from '@rialto/sdk'
import { type Language, splitLanguage } from '@rialto/ui/language'
import { createContext } from 'react-router'
import { readCookies, writeCookie } from './cookies.ts'
import type { PageRequest, PageSettings } from './edge.ts'
import { openSession, type Session } from './session.ts'

/** One visit of a page: who comes, in which language, and how the page talks to the API on their behalf. */
export type Visit = {
  readonly api: Client
  readonly session: Session
  readonly settings: PageSettings
  readonly language: Language
  /** The host that was asked for: it names the marketplace. */
  readonly host: string
  /** Names this visit in the logs of the pages and of the API: what a person can tell when something went wrong. */
  readonly reference: string
  /** The path without its language. */
  readonly path: string
  /** Lets the page's own inline scripts pass its content security policy. */
  readonly nonce: string
  cookie(name: string): string | undefined
  /** Keeps a value in the visitor's browser; null deletes it, without `days` it goes with the browser's session. */
  setCookie(name: string, value: string | null, days?: number): void
  /** The Set-Cookie headers that the answer must carry. */
  cookiesToSet(): readonly string[]
}

export const visitContext = createContext<Visit>()

/** Opens a visit from a request. Nothing is asked of the API yet. */
export function openVisit({ request, address, edge }: PageRequest): Visit {
  const url = new URL(request.url)
  const { language, path } = splitLanguage(url.pathname)
  const cookies = readCookies(request.headers.get('cookie'))
  const written = new Map<string, string>()
  const setCookie = (name: string, value: string | null, days?: number) => {
    if (value === null) cookies.delete(name)
    else cookies.set(name, value)
    const options = { secure: edge.settings.publicUrl.startsWith('https:'), ...(days ? { days } : {}) }
    written.set(name, writeCookie(name, value, options))
  }
  const jar = { get: (name: string) => cookies.get(name), set: setCookie }
  const host = request.headers.get('host')
  const traceId = randomBytes(16).toString('hex')
  const headers = {
    'accept-language': language,
    // The API must see the host that the visitor asked for.
    ...(host === null ? {} : { host }),
    traceparent: `00-${traceId}-${randomBytes(8).toString('hex')}-01`,
  }
  const transport = edge.transportFor(address)
  const session = openSession({ jar, api: openClient({ transport, headers }) })
  return {
    api: openClient({ transport, headers, accessToken: session.accessToken }),
    session,
    settings: edge.settings,
    language,
    host: host ?? url.host,
    reference: traceId,
    path,
    nonce: randomBytes(16).toString('base64'),
    cookie: jar.get,
    setCookie,
    cookiesToSet: () => [...written.values()],
  }
}
