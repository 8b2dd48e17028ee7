import gateway from '@rialto/api-gateway'
import type { Service } from '@rialto/core'
import { withStreams } from '@rialto/events'
import fans from '@rialto/fan-service'
import { watchQueries, withAudit, withDoctor, withState } from '@rialto/http'
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
import { createEventLags } from './event-lags.ts'

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

/** How far the readers of this process are behind; known once its events flow. */
export const eventLags = createEventLags()

/**
 * The service, answering also for the audit entries that it wrote, the streams that it parked, how it is doing and what
 * slows it down.
 */
export const withReports = (service: Service) =>
  withDoctor(withState(withStreams(withAudit(service)), eventLags.read), watch)

/** Every service of the product with its reports; the gateway has none. Extensions come besides. */
export const allServices: readonly Service[] = [gateway, ...services.map(withReports)]
