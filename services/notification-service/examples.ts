import type { Examples, ExampleWorld } from '@rialto/testing'

async function edit(world: ExampleWorld): Promise<Record<string, unknown>> {
  const { version } = await world.call<{ version: number }>('notification.get_preferences', {}, 'shopper')
  return { version, orderMails: { shipped: true, delivered: false } }
}

export const examples: Examples = {
  'notification.get_preferences': { as: 'shopper', scope: 'shared', make: async () => ({}) },
  'notification.update_preferences': { as: 'shopper', scope: 'shared', make: edit },
}
