import { createRequestHandler, RouterContextProvider, type ServerBuild } from 'react-router'
import type { PageRequest } from './edge.ts'
import { openVisit, type Visit, visitContext } from './visit.ts'

export type PageSpec = {
  readonly build: ServerBuild
  /** The content security policy of a page. */
  readonly policy: (visit: Visit) => string
}

/** Answers one request for a page of an app. */
export type Page = (request: PageRequest) => Promise<Response>

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE'])

/** Makes the pages of an app out of its build: visit, router, cookies and security headers. */
export function openPages({ build, policy }: PageSpec): Page {
  const respond = createRequestHandler(build, 'production')
  return async (page) => {
    const { request } = page
    if (writes.has(request.method) && !isFromHere(request)) {
      return new Response('This form was sent from another site.', { status: 403 })
    }
    const visit = openVisit(page)
    const context = new RouterContextProvider()
    context.set(visitContext, visit)
    const answer = await respond(request, context)
    const response = new Response(answer.body, answer)
    for (const cookie of visit.cookiesToSet()) response.headers.append('set-cookie', cookie)
    response.headers.set('content-security-policy', policy(visit))
    // Pages hold what only this visitor may see, such as the number of things in the bag.
    if (!response.headers.has('cache-control')) response.headers.set('cache-control', 'private, no-cache')
    return response
  }
}

/** Browsers say with every write which site it comes from; one that hides it gets no further. */
function isFromHere(request: Request): boolean {
  const origin = request.headers.get('origin')
  const host = request.headers.get('host') ?? new URL(request.url).host
  return origin !== null && URL.canParse(origin) && new URL(origin).host === host
}
