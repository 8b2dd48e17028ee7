import { endpoint, eventType, id, nullable, oneOf, quantity, struct, text, timestamp } from '@rialto/core'
import { Type } from 'typebox'

const sku = text(100)
const slices = Type.Array(struct({ sku, quantity: quantity() }), { minItems: 1, maxItems: 20 })

export const setDrop = endpoint({
  name: 'inventory.set_drop',
  summary: 'Sets units aside for a drop and says when, and to how many a person, they may be sold',
  method: 'POST',
  path: '/internal/inventory/drops',
  exposure: 'internal',
  permission: 'inventory.manage_drops',
  input: struct({
    dropId: id(),
    version: Type.Integer({ minimum: 1, description: 'Higher with every change of the terms' }),
    opensAt: timestamp(),
    endsAt: timestamp(),
    perPersonMax: quantity(1, 10_000),
    slices,
  }),
  reply: struct({ dropId: id(), version: Type.Integer() }),
  retry: 'keyed',
  refusals: { DROP_OPEN: 409, DROP_ENDED: 409, STOCK_TOO_LOW: 409 },
})

export const closeDrop = endpoint({
  name: 'inventory.close_drop',
  summary: 'Closes a drop: what it did not sell is in normal sale again',
  method: 'POST',
  path: '/internal/inventory/drops/closings',
  exposure: 'internal',
  permission: 'inventory.manage_drops',
  input: struct({
    dropId: id(),
    why: oneOf(['cancel', 'end', 'due'], 'Before its opening, after it, or when its time is over'),
  }),
  reply: struct({ dropId: id(), closedAt: timestamp() }),
  retry: 'keyed',
  refusals: { DROP_OPEN: 409, DROP_NOT_OPEN: 409 },
})

export const findDrops = endpoint({
  name: 'inventory.find_drops',
  summary: 'How drops stand now, from a memory of at most a second; unknown ones are left out',
  method: 'POST',
  path: '/internal/inventory/drops/standing',
  exposure: 'internal',
  permission: 'inventory.read_stock',
  input: struct({
    dropIds: Type.Array(id(), { maxItems: 50 }),
    account: Type.Optional(text(120, { description: 'Whose units are counted in `used`' })),
  }),
  reply: struct({
    items: Type.Array(
      struct({
        dropId: id(),
        state: oneOf(['coming', 'open', 'ended']),
        now: timestamp('The database’s clock'),
        opensAt: timestamp(),
        endsAt: timestamp(),
        perPersonMax: quantity(),
        slices: Type.Array(struct({ sku, quantity: quantity(), unsold: quantity(0) })),
        used: nullable(quantity(0)),
      }),
    ),
  }),
  retry: 'safe',
})

export const dropSoldOut = eventType({
  type: 'inventory.drop_sold_out',
  summary: 'The last unit of a drop’s slices was taken, for the first time',
  data: struct({ dropId: id() }),
})
