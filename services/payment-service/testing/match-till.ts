import { newId } from '@rialto/core'
import { accepted, actorWith, shiftClocks, type TestServices } from '@rialto/testing'
import { listMatchCases, matchLedger, receiveWebhook, refundPayment } from '../contract.ts'
import failRefund from '../features/fail-refund.ts'
import matchJob from '../features/match-ledger.ts'
import processWebhook from '../features/process-webhook.ts'
import sendRefund from '../features/send-refund.ts'
import type { Provider } from '../ports.ts'
import { openTill, type TillOrder } from './open-till.ts'

export const bookkeeper = actorWith(['payment.manage_ledger', 'payment.read_ledger'], { id: 'bookkeeper' })
const support = actorWith(['payment.refund_order'], { id: 'support' })

/** The day of what happens in this test. */
export const today = () => new Date().toJSON().slice(0, 10)

export type MatchTill = Awaited<ReturnType<typeof openMatchTill>>

/** A till whose ledger can be held against the simulator. By its database's clock all of it is two hours ago. */
export async function openMatchTill(around?: (provider: Provider) => Provider) {
  const till = await openTill(around)
  const { services } = till
  await shiftClocks({ 'payment-service': services.url }, 2 * 3_600)
  return {
    ...till,
    refund: async (order: TillOrder, amount: number) => {
      const wish = { orderId: order.orderId, amount }
      const asked = { actor: support, key: newId() }
      const { refundId } = accepted((await services.run(refundPayment, wish, asked)).result)
      await sendRefund.run({ key: refundId, data: { refundId }, attempts: 1 }, till.ctx)
      return refundId
    },
    /** What the provider says of a refund now, as a webhook. */
    tellRefund: (refundId: string) => tellRefund(till, refundId),
    /** What a match found to have come back, as the runner of jobs does it. */
    failRefunds: async () => {
      const text = `delete from rialto_job where kind = 'payment.fail_refund' returning data`
      for (const { data } of await till.rows<{ data: unknown }>(text, []))
        await failRefund.run({ key: '', data, attempts: 1 }, till.ctx)
    },
    tell: (type: string, object: unknown) => tell(till, type, object),
    request: (day = today()) => services.run(matchLedger, { day }, { actor: bookkeeper, key: newId() }),
    work: () => matchJob.run({ key: '', data: null, attempts: 1 }, till.ctx),
    match: async () => {
      accepted(
        (await services.run(matchLedger, { day: today() }, { actor: bookkeeper, key: newId() })).result,
      )
      await matchJob.run({ key: '', data: null, attempts: 1 }, till.ctx)
    },
    cases: (state: 'open' | 'explained' | 'closed' = 'open') => casesOf(services, state),
  }
}

async function casesOf(services: TestServices, state: 'open' | 'explained' | 'closed') {
  const page = await services.run(listMatchCases, { state, limit: 100 }, { actor: bookkeeper })
  return accepted(page.result).items
}

type Till = Awaited<ReturnType<typeof openTill>>

async function tellRefund(till: Till, refundId: string): Promise<void> {
  const text = `select provider_refund_id as "providerId" from payment_refund where id = $1`
  const [refund] = await till.rows<{ providerId: string }>(text, [refundId])
  await tell(till, 'refund.updated', await till.sim('GET', `/v1/refunds/${refund?.providerId}`))
}

async function tell(till: Till, type: string, object: unknown): Promise<void> {
  const id = `evt_${newId().replaceAll('-', '')}`
  accepted((await till.services.run(receiveWebhook, till.sign({ id, type, object }))).result)
  const jobs = await till.rows<{ data: unknown }>('select data from rialto_job where key = $1', [id])
  for (const { data } of jobs) await processWebhook.run({ key: id, data, attempts: 1 }, till.ctx)
}
