import gateway from '@rialto/api-gateway'
import type { Service } from '@rialto/core'
import { withStreams } from '@rialto/events'
import fans from '@rialto/fan-service'
import { watchQueries, withAudit, withDoctor } from '@rialto/http'
import inventory from '@rialto/inventory-service'
import notifications from '@rialto/notification-service'
import orders from '@rialto/order-service'
import payments from '@rialto/payment-service'
import pricing from '@rialto/pricing-service'
import products from '@rialto/product-service'
import search from '@rialto/search-service'
import tenants from '@rialto/tenant-service'
import users from '@rialto/user-service'
import vendors from '@rialto/vendor-service'

const services: readonly Service[] = [
  tenants,
  users,
  vendors,
  products,
  pricing,
  inventory,
  orders,
  payments,
  search,
  fans,
  notifications,
]

/** What the requests of this process ask of databases and of each other; the doctor tells of it. */
export const watch = watchQueries()

const examined = (service: Service) => withDoctor(service, watch)

/**
 * Every service of the product. Each answers for the audit entries that it wrote, the streams that it parked and what
 * slows it down; the gateway does none of it.
 */
export const allServices: readonly Service[] = [
  gateway,
  ...services.map(withAudit).map(withStreams).map(examined),
]
