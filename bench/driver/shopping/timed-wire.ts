import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Wire } from '@rialto/testing'
import type { Durations } from '../durations.ts'

export type ApiEndpoint = {
  readonly method: string
  readonly path: string
  readonly permission: string
  readonly needs: readonly string[]
}
type Operation = { parameters?: { name: string; required?: boolean }[]; 'x-permission'?: string }
type Document = { paths: Record<string, Record<string, Operation>> }

/** The endpoints of the product, as its OpenAPI document lists them. */
export function readEndpoints(): ApiEndpoint[] {
  const file = join(import.meta.dirname, '../../../docs/openapi.json')
  const { paths } = JSON.parse(readFileSync(file, 'utf8')) as Document
  return Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      method: method.toUpperCase(),
      path,
      permission: operation['x-permission'] ?? '',
      needs: (operation.parameters ?? []).filter((one) => one.required).map((one) => one.name),
    })),
  )
}

/** A wire that notes how long each endpoint took. */
export function openTimedWire(
  wire: Wire,
  endpoints: readonly ApiEndpoint[],
  durations: () => Durations,
): Wire {
  // A path in words stands before one with an id in its place.
  const known = endpoints
    .toSorted((one, other) => one.needs.length - other.needs.length)
    .map(({ method, path }) => ({
      method,
      name: `${method} ${path}`,
      pattern: new RegExp(`^${path.replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    }))
  const nameOf = (method: string, path: string) => {
    const [plain = ''] = path.split('?')
    const found = known.find((one) => one.method === method && one.pattern.test(plain))
    if (!found) throw new Error(`${method} ${plain} is no endpoint of the API`)
    return found.name
  }
  const timed = async <T>(method: string, path: string, work: () => Promise<T>): Promise<T> => {
    const at = performance.now()
    const answer = await work()
    durations().note(performance.now() - at, nameOf(method, path))
    return answer
  }
  return {
    url: wire.url,
    send: (method, path, options) => timed(method, path, () => wire.send(method, path, options)),
    ask: (method, path, options) => timed(method, path, () => wire.ask(method, path, options)),
  }
}
