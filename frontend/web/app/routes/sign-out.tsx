import type { ActionFunctionArgs, LoaderFunctionArgs } from 'react-router'
import { forgetBag } from '../bag.ts'
import { leadTo, visitOf } from '../visit.ts'

/** A link that somebody opens signs nobody out. */
export function loader(args: LoaderFunctionArgs): Response {
  return leadTo(visitOf(args), '/account')
}

/** The next person at this browser finds neither the account nor the bag. */
export async function action(args: ActionFunctionArgs): Promise<Response> {
  const visit = visitOf(args)
  await visit.session.signOut()
  forgetBag(visit)
  return leadTo(visit, '/')
}
