import type { CommonCode, FieldProblem, Refusal, Result } from '@rialto/core'
import { isLanguage, type Language, languageDefault, languages } from '@rialto/ui'
import { type Claims, type Visit, visitContext } from '@rialto/visit'
import { type RouterContextProvider, redirect } from 'react-router'
import { languageCookie } from './preferences.ts'

type PageArguments = { context: Readonly<RouterContextProvider> }
type RequestArguments = PageArguments & { request: Request }

/** The visit that a loader or an action works for. */
export function visitOf({ context }: PageArguments): Visit {
  return context.get(visitContext)
}

/** Leads to another page of the dashboard: `/orders`, without its address. 303: what was sent is not sent again. */
export function leadTo(path: string): Response {
  return redirect(path, 303)
}

/** An address that means nothing leads nowhere, as one whose thing is gone. */
const missing = /^(.+_)?NOT_FOUND$|^VALIDATION_FAILED$/

/** The value of an answer that a page cannot be made without: otherwise its 404, or the page that says what went wrong. */
export function required<T>(answer: Result<T, CommonCode | string>): T {
  if (answer.ok) return answer.value
  if (missing.test(answer.code)) throw new Response(null, { status: 404 })
  throw new Response(answer.code, { status: answer.code === 'PERMISSION_DENIED' ? 403 : 503 })
}

/** The language of the dashboard: chosen in this browser, else the browser's own. Its addresses have none. */
export function languageOf({ context, request }: RequestArguments): Language {
  const chosen = visitOf({ context }).cookie(languageCookie)
  if (chosen !== undefined && isLanguage(chosen)) return chosen
  const wanted = (request.headers.get('accept-language') ?? '')
    .split(',')
    .map((one) => one.trim().slice(0, 2))
  return wanted.find(isLanguage) ?? languages.find((one) => one === languageDefault) ?? languageDefault
}

/** Whoever works here: for the marketplace, or for one vendor of it. */
export type Staff = {
  readonly visit: Visit
  readonly side: 'operator' | 'vendor'
  readonly vendorId: string | null
  readonly permissions: readonly string[]
  may(permission: string): boolean
}

/** Which side of the dashboard somebody works on; null for people who only shop. The API decides what they may do. */
export function sideOf(claims: Claims | null): Staff['side'] | null {
  if (claims?.kind !== 'user') return null
  if (claims.vendorId !== null) return 'vendor'
  return claims.roles.some((role) => role.startsWith('operator_')) ? 'operator' : null
}

/** Lets staff of either side in; others are led to the sign-in, which says where they belong. */
export async function staffOf(args: RequestArguments): Promise<Staff> {
  const visit = visitOf(args)
  const claims = await visit.session.visitor()
  const side = sideOf(claims)
  if (!claims || !side) {
    throw leadTo(`/sign-in?${new URLSearchParams({ to: pathInDashboard(args.request) })}`)
  }
  const { permissions, vendorId } = claims
  return { visit, side, vendorId, permissions, may: (permission) => permissions.includes(permission) }
}

/** Lets operators in; vendors are told that there is no such page for them. */
export async function operatorOf(args: RequestArguments): Promise<Staff> {
  const staff = await staffOf(args)
  if (staff.side !== 'operator') throw new Response(null, { status: 404 })
  return staff
}

/** Lets people of a vendor in, with the vendor they work for. */
export async function vendorStaffOf(args: RequestArguments): Promise<Staff & { readonly vendorId: string }> {
  const staff = await staffOf(args)
  if (staff.vendorId === null) throw new Response(null, { status: 404 })
  return { ...staff, vendorId: staff.vendorId }
}

/** The path of a request as `leadTo` takes it, with its query. */
function pathInDashboard(request: Request): string {
  const { pathname, search } = new URL(request.url)
  const path = pathname.replace(/^\/dashboard/, '').replace(/\.data$/, '')
  return (path === '' || path === '/_root' || path === '/_' ? '/' : path) + withoutRoutes(search)
}

/** The router's own loads name the routes they want; that is no part of a page's address. */
function withoutRoutes(search: string): string {
  const query = new URLSearchParams(search)
  query.delete('_routes')
  return query.size === 0 ? '' : `?${query}`
}

/** A refusal as an action gives it back to its page: `return problemOf(answer)`. */
export type Problem = {
  readonly code: string
  readonly detail: string | null
  readonly fields: readonly FieldProblem[]
}

export function problemOf(refusal: Refusal): { readonly problem: Problem } {
  const { code, detail, fields } = refusal
  return { problem: { code, detail: detail ?? null, fields: fields ?? [] } }
}

/** A key for a form that creates something: sent along, it makes a double click one effect. */
export function newKey(): string {
  return crypto.randomUUID()
}

/** A field of a form as text; a missing one is empty. */
export function fieldOf(form: FormData, name: string): string {
  const value = form.get(name)
  return typeof value === 'string' ? value.trim() : ''
}
