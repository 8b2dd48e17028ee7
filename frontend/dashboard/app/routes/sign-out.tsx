import type { ActionFunctionArgs } from 'react-router'
import { leadTo, visitOf } from '../visit.ts'

export function loader(): Response {
  return leadTo('/')
}

export async function action(args: ActionFunctionArgs): Promise<Response> {
  await visitOf(args).session.signOut()
  return leadTo('/sign-in')
}
