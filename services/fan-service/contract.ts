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
import { localOptions, localText } from '@rialto/product-service/contract'
import { Type } from 'typebox'

/** What a drop is for whoever looks at it now. `sold_out` may become `open` again while unpaid units come back. */
export const dropStates = ['coming', 'open', 'sold_out', 'ended', 'cancelled'] as const

const slug = Type.String({
  pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
  minLength: 2,
  maxLength: 80,
  description: 'The name of the page in its address, unique in the marketplace',
})
const title = localText(120)
const story = localText(2_000)
const perPersonMax = quantity(1, 100)
const items = Type.Array(struct({ sku: text(100), quantity: quantity(1, 100_000) }), {
  minItems: 1,
  maxItems: 20,
  description: 'What is set aside; all SKUs are of one product',
})

const itemFields = {
  sku: text(100),
  options: Type.Record(Type.String(), Type.String()),
  localOptions: Type.Optional(localOptions),
}

/** What everybody may know of a drop. How many units there are is told only where `showsUnits` says so. */
const dropFields = {
  dropId: id(),
  slug,
  title,
  story,
  productId: id(),
  productSlug: text(200),
  vendorId: id(),
  image: nullable(Type.String()),
  items: Type.Array(struct(itemFields)),
  opensAt: timestamp(),
  endsAt: timestamp('When it ends, or when it ended if that was earlier'),
  perPersonMax,
  units: nullable(quantity(1)),
  state: oneOf(dropStates),
}

const now = timestamp('The server’s clock at this answer: count with it, not with your own')
const drop = struct(dropFields)

const operatorDrop = struct({
  ...dropFields,
  items: Type.Array(struct({ ...itemFields, quantity: quantity() })),
  showsUnits: Type.Boolean(),
  version: Type.Integer(),
})

export const listDrops = endpoint({
  name: 'fan.list_drops',
  summary: 'Drops that are open, then those that come, soonest first, then those of the last days',
  method: 'GET',
  path: '/api/drops',
  permission: 'anyone',
  input: struct({ limit: Type.Optional(Type.Integer({ minimum: 1, maximum: 50, default: 20 })) }),
  reply: struct({ now, items: Type.Array(drop) }),
})

export const getDrop = endpoint({
  name: 'fan.get_drop',
  summary: 'A drop by the name in its address',
  method: 'GET',
  path: '/api/drops/by-slug/:slug',
  permission: 'anyone',
  input: struct({ slug: text(80) }),
  reply: struct({ now, drop }),
})

export const getDropState = endpoint({
  name: 'fan.get_drop_state',
  summary: 'Where a drop stands at this moment: small, and cheap enough to ask often',
  method: 'GET',
  path: '/api/drops/:dropId/state',
  permission: 'anyone',
  input: struct({ dropId: id() }),
  reply: struct({
    dropId: id(),
    state: oneOf(dropStates),
    now,
    opensAt: timestamp(),
    endsAt: timestamp(),
    perPersonMax,
    items: Type.Array(struct({ sku: text(100), hasUnits: Type.Boolean() })),
    unitsLeft: nullable(Type.Integer({ description: 'Only where the drop shows its units' })),
  }),
})

export const listAllDrops = endpoint({
  name: 'fan.list_all_drops',
  summary: 'All drops with what was set aside for them, latest opening first, for operators',
  method: 'GET',
  path: '/api/operator/drops',
  permission: 'fan.manage_drops',
  input: struct({ ...pageQuery }),
  reply: page(operatorDrop),
})

const wish = { slug, title, story, items, opensAt: timestamp(), endsAt: timestamp(), perPersonMax }
const stockRefusals = {
  DROP_TIMES_WRONG: 422,
  DROP_PRODUCT_WRONG: 422,
  DROP_SLUG_TAKEN: 409,
  STOCK_TOO_LOW: 409,
} as const

export const createDrop = endpoint({
  name: 'fan.create_drop',
  summary: 'Plans a drop: its units leave normal sale at once, and are sold from the opening on',
  method: 'POST',
  path: '/api/operator/drops',
  permission: 'fan.manage_drops',
  input: struct({ ...wish, showsUnits: Type.Optional(Type.Boolean({ default: false })) }),
  reply: operatorDrop,
  status: 201,
  idempotency: 'key',
  refusals: stockRefusals,
})

const version = Type.Integer({ minimum: 1, description: 'The version that was read; travels as If-Match' })

export const changeDrop = endpoint({
  name: 'fan.change_drop',
  summary: 'Changes a drop before it opens',
  method: 'PATCH',
  path: '/api/operator/drops/:dropId',
  permission: 'fan.manage_drops',
  input: struct({
    dropId: id(),
    version,
    slug: Type.Optional(slug),
    title: Type.Optional(title),
    story: Type.Optional(story),
    items: Type.Optional(items),
    opensAt: Type.Optional(timestamp()),
    endsAt: Type.Optional(timestamp()),
    perPersonMax: Type.Optional(perPersonMax),
    showsUnits: Type.Optional(Type.Boolean()),
  }),
  reply: operatorDrop,
  refusals: { ...stockRefusals, DROP_OPEN: 409, DROP_ENDED: 409 },
})

export const endDrop = endpoint({
  name: 'fan.end_drop',
  summary: 'Ends an open drop now; what was not sold returns to normal sale',
  method: 'POST',
  path: '/api/operator/drops/:dropId/end',
  permission: 'fan.manage_drops',
  input: struct({ dropId: id() }),
  reply: operatorDrop,
  idempotency: 'key',
  refusals: { DROP_NOT_OPEN: 409 },
})

export const cancelDrop = endpoint({
  name: 'fan.cancel_drop',
  summary: 'Calls a drop off before it opens; its units return to normal sale',
  method: 'POST',
  path: '/api/operator/drops/:dropId/cancel',
  permission: 'fan.manage_drops',
  input: struct({ dropId: id() }),
  reply: operatorDrop,
  idempotency: 'key',
  refusals: { DROP_OPEN: 409, DROP_ENDED: 409 },
})

const moment = struct({ dropId: id(), slug, productId: id(), vendorId: id(), at: timestamp() })

export const dropOpened = eventType({
  type: 'drop.opened',
  summary: 'A drop opened: its units can be bought',
  data: moment,
})

export const dropSoldOut = eventType({
  type: 'drop.sold_out',
  summary: 'The last unit of a drop was taken, for the first time; unpaid ones may come back',
  data: moment,
})

export const dropEnded = eventType({
  type: 'drop.ended',
  summary: 'A drop is over; what was not sold returns to normal sale',
  data: moment,
})
