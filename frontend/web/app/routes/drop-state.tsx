import { getDrop, getDropState } from '@rialto/fan-service/contract'
import type { LoaderFunctionArgs } from 'react-router'
import { visitOf } from '../visit.ts'

/** Where a drop stands, for `islands/drop.ts`. The same for everybody for a second, also in caches between us. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const { api } = visitOf(args)
  const found = await api.call(getDrop, { slug: args.params['slug'] ?? '' })
  if (!found.ok) return unknown(found.code)
  const state = await api.call(getDropState, { dropId: found.value.drop.dropId })
  if (!state.ok) return unknown(state.code)
  return Response.json(state.value, { headers: { 'cache-control': 'public, max-age=1' } })
}

function unknown(code: string): Response {
  const headers = { 'cache-control': 'no-store' }
  return Response.json({ code }, { status: code === 'NOT_FOUND' ? 404 : 503, headers })
}
