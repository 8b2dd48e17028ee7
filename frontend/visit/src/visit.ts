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
  const headers = { 'accept-language': language, ...hostOf(request) }
  const transport = edge.transportFor(address)
  const session = openSession({ jar, api: openClient({ transport, headers }) })
  return {
    api: openClient({ transport, headers, accessToken: session.accessToken }),
    session,
    settings: edge.settings,
    language,
    path,
    nonce: randomBytes(16).toString('base64'),
    cookie: jar.get,
    setCookie,
    cookiesToSet: () => [...written.values()],
  }
}

/** The host names the marketplace, so the API must see the one that the visitor asked for. */
function hostOf(request: Request): Record<string, string> {
  const host = request.headers.get('host')
  return host === null ? {} : { host }
}
