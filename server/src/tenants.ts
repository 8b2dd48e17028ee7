import type { Endpoint, Result, Service } from '@rialto/core'
import { findTenant, listTenants, mainTenantId } from '@rialto/tenant-service/contract'

const rememberMs = 30_000

export type CallInMain = <I, O, C extends string>(endpoint: Endpoint<I, O, C>, input: I) => Promise<Result<O>>

export type Tenants = {
  /** The marketplace of a host name: `<slug><suffix>`, else `main`. Null when there is none at this address. */
  ofHost(host: string): Promise<string | null>
  /** All active marketplaces, for recurring work. */
  all(): Promise<readonly string[]>
}

/** Finds marketplaces through tenant-service and remembers them for some seconds. */
export function createTenants(options: { hostSuffix: string | null; call: CallInMain }): Tenants {
  const bySlug = new Map<string, { tenant: string | null; until: number }>()
  let list: { tenants: readonly string[]; until: number } = { tenants: [mainTenantId], until: 0 }

  const find = async (slug: string): Promise<string | null> => {
    const known = bySlug.get(slug)
    if (known && known.until > Date.now()) return known.tenant
    const found = await options.call(findTenant, { slug })
    if (!found.ok && found.code !== 'NOT_FOUND')
      throw new Error(`The marketplace ${slug} cannot be looked up: ${found.code}`)
    const tenant = found.ok && found.value.status === 'active' ? found.value.tenantId : null
    if (bySlug.size > 10_000) bySlug.clear()
    bySlug.set(slug, { tenant, until: Date.now() + rememberMs })
    return tenant
  }

  return {
    ofHost: async (host) => {
      const name = host.split(':')[0] ?? ''
      if (!options.hostSuffix || !name.endsWith(options.hostSuffix)) return mainTenantId
      return find(name.slice(0, -options.hostSuffix.length))
    },
    all: async () => {
      if (list.until > Date.now()) return list.tenants
      const tenants: string[] = []
      for (let after: string | undefined; ; ) {
        const page = await options.call(listTenants, { limit: 100, ...(after ? { after } : {}) })
        if (!page.ok) throw new Error(`The marketplaces cannot be listed: ${page.code}`)
        tenants.push(...page.value.items.filter((one) => one.status === 'active').map((one) => one.tenantId))
        if (page.value.next === null) break
        after = page.value.next
      }
      list = { tenants, until: Date.now() + rememberMs }
      return tenants
    },
  }
}

/** Every endpoint of the product and the service that owns it. */
export function ownersOf(services: readonly Service[]): Map<string, { service: string; endpoint: Endpoint }> {
  const owners = new Map<string, { service: string; endpoint: Endpoint }>()
  for (const service of services) {
    for (const { endpoint } of service.features) {
      const other = owners.get(endpoint.name)
      if (other) throw new Error(`${endpoint.name} is declared by ${other.service} and by ${service.name}`)
      owners.set(endpoint.name, { service: service.name, endpoint })
    }
  }
  return owners
}
