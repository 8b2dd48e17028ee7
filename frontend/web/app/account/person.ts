import type { CommonCode, Result } from '@rialto/core'
import type { Visit } from '@rialto/visit'
import type { LoaderFunctionArgs } from 'react-router'
import { leadTo, required, visitOf } from '../visit.ts'
import { signInPath } from './own-path.ts'

/** The visit of somebody who is signed in; everybody else is led to sign-in and back to this page. */
export async function personVisit(args: LoaderFunctionArgs): Promise<Visit> {
  const visit = visitOf(args)
  const visitor = await visit.session.visitor()
  if (visitor?.kind !== 'user') throw leadToSignIn(visit, args.request)
  return visit
}

/** What a page of the account cannot be made without. A session that was ended elsewhere leads to sign-in. */
export function requiredOfPerson<T>(
  answer: Result<T, CommonCode | string>,
  { visit, request }: { visit: Visit; request: Request },
): T {
  if (!answer.ok && answer.code === 'SIGN_IN_REQUIRED') throw leadToSignIn(visit, request)
  return required(answer)
}

function leadToSignIn(visit: Visit, request: Request): Response {
  // What a form sends is gone after the detour: whoever comes back sees the page itself.
  const query = request.method === 'GET' ? new URL(request.url).search : ''
  return leadTo(visit, signInPath(visit.path + query))
}
