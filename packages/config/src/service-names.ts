/** Every service of the product, as `SERVICES` names them; `extensions` are all that EXTENSIONS names. */
export const serviceNames = [
  'api-gateway',
  'user-service',
  'product-service',
  'pricing-service',
  'inventory-service',
  'order-service',
  'payment-service',
  'vendor-service',
  'search-service',
  'fan-service',
  'notification-service',
  'tenant-service',
  'extensions',
] as const

/** The name of one service. */
export type ServiceName = (typeof serviceNames)[number]

/** The setting with the database of one service: `DATABASE_URL_ORDER_SERVICE`. */
export function databaseUrlSetting(service: ServiceName): string {
  return `DATABASE_URL_${upperSnake(service)}`
}

/** The setting with the address of one service: `ORDER_SERVICE_URL`. */
export function serviceUrlSetting(service: ServiceName): string {
  return `${upperSnake(service.replace(/-service$/, ''))}_SERVICE_URL`
}

function upperSnake(name: string): string {
  return name.replaceAll('-', '_').toUpperCase()
}
