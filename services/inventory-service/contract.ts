import {
  endpoint,
  eventType,
  id,
  nullable,
  oneOf,
  page,
  pageQuery,
  quantity,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { Type } from 'typebox'

export { closeDrop, dropSoldOut, findDrops, setDrop } from './contract/drops.ts'

/** A stock keeping unit: unique in the marketplace. */
export const sku = () => text(100, { description: 'Stock keeping unit, unique in the marketplace' })

const country = Type.String({ pattern: '^[A-Z]{2}$', description: 'Country code of ISO 3166-1' })
const heldLine = struct({
  sku: sku(),
  quantity: quantity(),
  dropId: Type.Optional(id('The units come from the slice of this drop')),
})
const linesMax = 100

const warehouse = struct({ id: id(), code: text(20), name: text(120), country, priority: Type.Integer() })

const level = struct({
  sku: sku(),
  productId: id(),
  vendorId: id(),
  warehouseId: id(),
  onHand: Type.Integer({ description: 'Units that are physically there' }),
  reserved: Type.Integer({ description: 'Units promised to orders that are not paid yet' }),
  allocated: Type.Integer({ description: 'Units sold and not shipped yet' }),
  setAside: Type.Integer({ description: 'Units that only a drop may sell' }),
  available: Type.Integer({ description: 'Units that can still be sold' }),
})

const movement = struct({
  sku: sku(),
  warehouseId: id(),
  bucket: oneOf(['on_hand', 'reserved', 'allocated', 'overdraft', 'set_aside']),
  delta: Type.Integer(),
  cause: text(40),
  causeId: text(100),
  at: timestamp(),
})

export const listWarehouses = endpoint({
  name: 'inventory.list_warehouses',
  summary: 'The places where stock lies, in the order in which they serve',
  method: 'GET',
  path: '/api/inventory/warehouses',
  permission: 'inventory.read_stock',
  input: struct({ ...pageQuery }),
  reply: page(warehouse),
})

export const createWarehouse = endpoint({
  name: 'inventory.create_warehouse',
  summary: 'Opens a warehouse',
  method: 'POST',
  path: '/api/inventory/warehouses',
  permission: 'inventory.manage_warehouses',
  input: struct({
    code: Type.String({ pattern: '^[A-Z0-9-]{2,20}$' }),
    name: text(120),
    country,
    priority: Type.Integer({ minimum: 1, maximum: 1000, description: 'Lower serves first' }),
  }),
  reply: warehouse,
  status: 201,
  idempotency: 'key',
  refusals: { WAREHOUSE_CODE_TAKEN: 409 },
})

export const listLevels = endpoint({
  name: 'inventory.list_levels',
  summary: 'Stock by SKU and warehouse, from A on or from Z; a vendor sees its own',
  method: 'GET',
  path: '/api/inventory/levels',
  permission: 'inventory.read_stock',
  input: struct({
    ...pageQuery,
    sku: Type.Optional(sku()),
    productId: Type.Optional(id()),
    sortOrder: Type.Optional(oneOf(['asc', 'desc'], 'By SKU. A cursor belongs to its order')),
  }),
  reply: page(level),
})

export const listMovements = endpoint({
  name: 'inventory.list_movements',
  summary: 'Every change of the stock of one SKU, newest first',
  method: 'GET',
  path: '/api/inventory/movements',
  permission: 'inventory.read_stock',
  input: struct({ ...pageQuery, sku: sku() }),
  reply: page(movement),
})

const stockChange = { sku: sku(), warehouseId: id() }
const stockRefusals = { SKU_NOT_FOUND: 404, WAREHOUSE_NOT_FOUND: 404 } as const

export const receiveStock = endpoint({
  name: 'inventory.receive_stock',
  summary: 'Adds units that arrived at a warehouse',
  method: 'POST',
  path: '/api/inventory/receipts',
  permission: 'inventory.change_stock',
  input: struct({ ...stockChange, quantity: quantity() }),
  reply: level,
  status: 201,
  idempotency: 'key',
  refusals: stockRefusals,
})

export const adjustStock = endpoint({
  name: 'inventory.adjust_stock',
  summary: 'Corrects stock by a difference: broken, lost, found',
  method: 'POST',
  path: '/api/inventory/adjustments',
  permission: 'inventory.change_stock',
  input: struct({ ...stockChange, quantity: Type.Integer({ minimum: -1_000_000, maximum: 1_000_000 }) }),
  reply: level,
  status: 201,
  idempotency: 'key',
  refusals: { ...stockRefusals, STOCK_TOO_LOW: 409, STOCK_PROMISED: 409 },
})

export const countStock = endpoint({
  name: 'inventory.count_stock',
  summary: 'Sets stock to what a stocktake found; fewer units than promised open a shortage case',
  method: 'POST',
  path: '/api/inventory/counts',
  permission: 'inventory.change_stock',
  input: struct({ ...stockChange, counted: quantity(0) }),
  reply: level,
  status: 201,
  idempotency: 'key',
  refusals: stockRefusals,
})

export const getProductStock = endpoint({
  name: 'inventory.get_product_stock',
  summary: 'Stock of a product over all warehouses, for other systems (service token)',
  method: 'GET',
  path: '/inventory/:productId',
  exposure: 'internal',
  permission: 'inventory.read_stock',
  input: struct({ productId: id() }),
  reply: struct({
    totalStock: Type.Integer(),
    warehouses: Type.Array(struct({ warehouseId: id(), code: text(20), available: Type.Integer() })),
  }),
})

export const findAvailability = endpoint({
  name: 'inventory.find_availability',
  summary: 'Units that can still be sold, for each SKU',
  method: 'POST',
  path: '/internal/inventory/availability',
  exposure: 'internal',
  permission: 'inventory.read_stock',
  input: struct({ skus: Type.Array(sku(), { maxItems: 500 }) }),
  reply: struct({ items: Type.Array(struct({ sku: sku(), available: Type.Integer() })) }),
  retry: 'safe',
})

export const setStock = endpoint({
  name: 'inventory.set_stock',
  summary: 'Sets the stock of many SKUs, as an import gives it; what is equal already is left alone',
  method: 'POST',
  path: '/internal/inventory/stock',
  exposure: 'internal',
  permission: 'inventory.change_stock',
  input: struct({
    causeId: text(100),
    entries: Type.Array(
      struct({ sku: sku(), productId: id(), vendorId: id(), warehouse: text(20), quantity: quantity(0) }),
      { maxItems: 2_000 },
    ),
  }),
  reply: struct({ changed: Type.Integer() }),
  retry: 'keyed',
  deadlineMs: 10_000,
  refusals: { WAREHOUSE_NOT_FOUND: 404 },
})

/** A limit that a hold counts against, such as units a person may buy of a drop. Scope and subject hold no blanks. */
const limit = struct({
  scope: Type.String({ pattern: '^[\\w:.-]{1,120}$' }),
  subject: Type.String({ pattern: '^[\\w:.-]{1,120}$' }),
  quantity: quantity(),
  max: quantity(0),
})

export const takeHold = endpoint({
  name: 'inventory.take_hold',
  summary: 'Promises units for a short time: all lines and limits, or none',
  method: 'POST',
  path: '/internal/inventory/holds',
  exposure: 'internal',
  permission: 'inventory.hold_stock',
  input: struct({
    holdId: id(),
    generation: Type.Integer({ minimum: 1 }),
    lifeSeconds: Type.Integer({ minimum: 1, maximum: 600 }),
    lines: Type.Array(heldLine, { minItems: 1, maxItems: linesMax }),
    limits: Type.Array(limit, { maxItems: linesMax }),
    account: Type.Optional(
      text(120, { description: 'Who buys: drops sell to accounts only, and count what each has' }),
    ),
  }),
  reply: struct({
    state: oneOf(['held', 'attached', 'capturing', 'committed']),
    orderId: nullable(id()),
    secondsLeft: Type.Integer({ minimum: 0 }),
  }),
  retry: 'keyed',
  refusals: {
    SOLD_OUT: 409,
    LIMIT_REACHED: 409,
    HOLD_EXPIRED: 409,
    DROP_NOT_OPEN: 409,
    DROP_ENDED: 409,
    ACCOUNT_REQUIRED: 403,
  },
})

export const changeHold = endpoint({
  name: 'inventory.change_hold',
  summary:
    'Moves a hold on: attached to its order, capturing, committed, released; ships or cancels its units',
  method: 'POST',
  path: '/internal/inventory/holds/changes',
  exposure: 'internal',
  permission: 'inventory.hold_stock',
  input: struct({
    holdId: id(),
    generation: Type.Integer({ minimum: 1 }),
    change: oneOf(['attach', 'capture', 'uncapture', 'commit', 'release']),
    orderId: Type.Optional(id()),
    lifeSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 604_800 })),
  }),
  reply: struct({ state: oneOf(['held', 'attached', 'capturing', 'committed', 'released', 'expired']) }),
  retry: 'keyed',
  refusals: { HOLD_NOT_FOUND: 404, HOLD_EXPIRED: 409, HOLD_COMMITTED: 409, HOLD_STATE_WRONG: 409 },
})

export const inventoryLow = eventType({
  type: 'inventory.low',
  summary: 'The free units of a SKU fell to its mark',
  data: struct({ sku: sku(), productId: id(), vendorId: id(), free: Type.Integer() }),
})

export const availabilityChanged = eventType({
  type: 'inventory.availability_changed',
  summary: 'The last free unit of a SKU went, or the first one came',
  data: struct({ sku: sku(), productId: id(), vendorId: id(), inStock: Type.Boolean() }),
})
