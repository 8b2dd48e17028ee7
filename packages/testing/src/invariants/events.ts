import { check, everywhereCheck, type Reading } from './reading.ts'

type EventRow = { id: string; type: string }
type InboxRow = { consumer: string; event_id: string }

/**
 * What some consumers must have taken, whatever else they took. For all others it is concluded: whoever took one event
 * of a type takes them all. Without this list, an inbox that remembers nothing would look as if nobody listened.
 */
const takersOf: Readonly<Record<string, string>> = {
  'payment.succeeded': 'order.follow_payments',
  'payment.failed': 'order.follow_payments',
  'order.paid': 'inventory.follow_orders',
  'order.cancelled': 'inventory.follow_orders',
}

const outboxSql = `select tenant_id || ' ' || id as id, type from rialto_outbox`
const streamSql = `select tenant_id || ' ' || id as id, type from order_outbox`
const inboxSql = `select consumer, tenant_id || ' ' || event_id as event_id from rialto_inbox`

export const eventChecks = [
  check('every event reached each of its consumers once', async (reading) => {
    const events = await publishedEvents(reading)
    const taken = Map.groupBy(await reading.everywhere<InboxRow>(inboxSql), (row) => row.consumer)
    const problems: string[] = []
    const wanted = new Map<string, Set<string>>()
    for (const [type, consumer] of Object.entries(takersOf)) {
      wanted.set(consumer, (wanted.get(consumer) ?? new Set()).add(type))
    }
    for (const [consumer, rows] of taken) {
      const ids = new Set(rows.map((row) => row.event_id))
      if (ids.size < rows.length) problems.push(`${consumer} took ${rows.length - ids.size} events twice`)
      const types = wanted.get(consumer) ?? new Set<string>()
      for (const id of ids) {
        const type = events.get(id)
        if (type === undefined) problems.push(`${consumer} took the event ${id}, which nobody published`)
        else types.add(type)
      }
      wanted.set(consumer, types)
    }
    for (const [consumer, types] of wanted) {
      const ids = new Set(taken.get(consumer)?.map((row) => row.event_id))
      for (const [id, type] of events) {
        if (types.has(type) && !ids.has(id)) problems.push(`${consumer} never took ${type} ${id}`)
      }
    }
    return problems
  }),
  everywhereCheck(
    'no event is parked',
    `select format('%s parked %s: %s', consumer, subject, problem) as problem from rialto_parked_event`,
  ),
  everywhereCheck(
    'no job is overdue by more than a minute',
    `select format('%s %s was due at %s (attempts %s): %s', kind, key, due_at, attempts, problem) as problem
     from rialto_job where due_at < database_clock() - interval '1 minute'`,
  ),
  everywhereCheck(
    'every stored key has its reply',
    `select format('the key %s has no reply', id) as problem
     from rialto_idempotency where status is null or reply is null`,
  ),
]

async function publishedEvents(reading: Reading): Promise<Map<string, string>> {
  const rows = [
    ...(await reading.everywhere<EventRow>(outboxSql)),
    ...(await reading.of<EventRow>('order-service', streamSql)),
  ]
  return new Map(rows.map((row) => [row.id, row.type]))
}
