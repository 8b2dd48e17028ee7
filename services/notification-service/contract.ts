import { endpoint, struct } from '@rialto/core'
import { Type } from 'typebox'

/** Mails that a person may do without. What they must know (order, payment, refund, cancellation, account) comes always. */
const orderMails = {
  orderMails: struct({
    shipped: Type.Boolean({ description: 'A vendor handed a parcel over' }),
    delivered: Type.Boolean({ description: 'A parcel arrived' }),
    reviews: Type.Boolean({ description: 'What do you think of it?' }),
  }),
}

const preferences = struct({
  version: Type.Integer({ minimum: 0, description: '0 while nothing was ever changed' }),
  ...orderMails,
})

export const getPreferences = endpoint({
  name: 'notification.get_preferences',
  summary: 'Which mails the person wants',
  method: 'GET',
  path: '/api/notifications/preferences',
  permission: 'signed_in',
  input: struct({}),
  reply: preferences,
})

export const updatePreferences = endpoint({
  name: 'notification.update_preferences',
  summary: 'Changes which mails the person wants',
  method: 'PATCH',
  path: '/api/notifications/preferences',
  permission: 'signed_in',
  input: struct({
    version: Type.Integer({ minimum: 0 }),
    orderMails: struct({
      shipped: Type.Boolean(),
      delivered: Type.Boolean(),
      reviews: Type.Optional(Type.Boolean({ description: 'Left as it is when absent' })),
    }),
  }),
  reply: preferences,
})
