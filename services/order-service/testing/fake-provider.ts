/** What payment-service's port gives of an intent. */
type Intent = {
  id: string
  status: 'requires_payment_method' | 'requires_capture' | 'succeeded' | 'canceled'
  clientSecret: string | null
  actionUrl: string | null
  captured: bigint
  fee: bigint | null
  failure: { code: string; reason: string } | null
  metadata: Readonly<Record<string, string>>
}

/** A payment provider in memory: takes every card, but the next one after `declineNext`. */
export function fakeProvider() {
  const intents = new Map<string, { intent: Intent; amount: bigint }>()
  let isDeclining = false
  const move = (id: string, change: (amount: bigint) => Partial<Intent>) => {
    const known = intents.get(id)
    if (!known) return { outcome: 'refused' as const, code: 'resource_missing', reason: id }
    known.intent = { ...known.intent, ...change(known.amount) }
    return { outcome: 'done' as const, value: known.intent }
  }
  const create = (wish: { amount: bigint; key: string; metadata: Record<string, string> }) => {
    const id = `pi_${wish.key}`
    const blank = { clientSecret: `${id}_secret`, actionUrl: null, captured: 0n, fee: null, failure: null }
    const intent = { id, status: 'requires_payment_method' as const, metadata: wish.metadata, ...blank }
    if (!intents.has(id)) intents.set(id, { intent, amount: wish.amount })
    return id
  }
  const confirm = (id: string) => {
    if (!isDeclining) return move(id, () => ({ status: 'requires_capture', failure: null }))
    isDeclining = false
    const failure = { code: 'card_declined', reason: 'declined' }
    const moved = move(id, () => ({ status: 'requires_payment_method', failure }))
    const intent = moved.outcome === 'done' ? moved.value : null
    return { outcome: 'declined' as const, ...failure, intent }
  }
  return {
    declineNext: () => {
      isDeclining = true
    },
    createIntent: async (wish: Parameters<typeof create>[0]) => move(create(wish), () => ({})),
    createConfirmed: async (wish: Parameters<typeof create>[0]) => confirm(create(wish)),
    listIntents: async () => ({
      outcome: 'done' as const,
      value: { intents: [...intents.values()].map(({ intent }) => intent), isLast: true },
    }),
    confirmIntent: async (id: string) => confirm(id),
    captureIntent: async (id: string) => move(id, (captured) => ({ status: 'succeeded', captured })),
    cancelIntent: async (id: string) => move(id, () => ({ status: 'canceled' })),
    retrieveIntent: async (id: string) => move(id, () => ({})),
    createRefund: async (refund: { key: string }) => ({
      outcome: 'done' as const,
      value: { id: `re_${refund.key}`, status: 'succeeded' as const },
    }),
    readWebhook: () => null,
  }
}
