import gateway from '@rialto/api-gateway'
import type { Service } from '@rialto/core'
import inventory from '@rialto/inventory-service'
import tenants from '@rialto/tenant-service'

/** Every service of the product. */
export const allServices: readonly Service[] = [gateway, tenants, inventory]
