import type { CommonCode, Result } from '@rialto/core'
import { addLanguage } from '@rialto/ui'
import { type Visit, visitContext } from '@rialto/visit'
import { type RouterContextProvider, redirect } from 'react-router'

type PageArguments = { context: Readonly<RouterContextProvider> }

/** The visit that a loader or an action works for. */
export function visitOf({ context }: PageArguments): Visit {
  return context.get(visitContext)
}

/** Leads to another page of the shop in the visitor's language. 303: what was sent is not sent again. */
export function leadTo(visit: Visit, path: string): Response {
  return redirect(addLanguage(visit.language, path), 303)
}

/** An address that means nothing leads nowhere, as one whose thing is gone. */
const missing = /^(.+_)?NOT_FOUND$|^VALIDATION_FAILED$/

/** The value of an answer that a page cannot be made without: otherwise its 404, or the page that says what went wrong. */
export function required<T>(answer: Result<T, CommonCode | string>): T {
  if (answer.ok) return answer.value
  if (missing.test(answer.code)) throw new Response(null, { status: 404 })
  throw new Response(answer.code, { status: 503 })
}
