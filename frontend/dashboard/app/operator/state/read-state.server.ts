import { replayOf } from '@rialto/core'
import {
  caseReasons,
  explainMatchCases,
  listMatchCases,
  listMatches,
  matchLedger,
} from '@rialto/payment-service/contract'
import { getState, listStreams } from '@rialto/tenant-service/contract'
import { fieldOf, problemOf, required, type Staff } from '../../visit.ts'

const casesShown = 50

/** Everything of the page at once; what the role may not read is not asked for. */
export async function readState({ visit: { api }, may }: Staff) {
  const seesLedger = may('payment.read_ledger')
  const [state, streams, cases, matches] = await Promise.all([
    api.call(getState, {}),
    may('event.read_streams') ? api.call(listStreams, {}) : null,
    seesLedger ? api.call(listMatchCases, { limit: casesShown }) : null,
    seesLedger ? api.call(listMatches, { limit: 1 }) : null,
  ])
  return {
    state: required(state),
    streams: streams?.ok ? streams.value.items : [],
    cases: cases?.ok ? cases.value.items : null,
    lastMatch: matches?.ok ? (matches.value.items[0] ?? null) : null,
    reasons: [...caseReasons],
    may: { replay: may('event.replay_streams'), explain: may('payment.manage_ledger') },
  }
}

/** What somebody does from the page: tries a stream again, explains a case, or asks for a match of today. */
export async function act(staff: Staff, form: FormData) {
  const { api } = staff.visit
  const key = fieldOf(form, 'key')
  switch (fieldOf(form, 'intent')) {
    case 'replay':
      return replay(staff, form)
    case 'explain': {
      const reason = caseReasons.find((one) => one === fieldOf(form, 'reason')) ?? 'other'
      const note = fieldOf(form, 'note')
      const wish = { caseIds: [fieldOf(form, 'caseId')], reason, ...(note === '' ? {} : { note }) }
      const answer = await api.call(explainMatchCases, wish, { key })
      return answer.ok ? {} : problemOf(answer)
    }
    case 'match': {
      const answer = await api.call(matchLedger, {}, { key })
      return answer.ok ? {} : problemOf(answer)
    }
    default:
      throw new Response(null, { status: 400 })
  }
}

async function replay({ visit }: Staff, form: FormData) {
  const service = fieldOf(form, 'service')
  if (!/^[a-z][a-z0-9-]{1,59}$/.test(service)) throw new Response(null, { status: 400 })
  const stream = { consumer: fieldOf(form, 'consumer'), subject: fieldOf(form, 'subject') }
  const answer = await visit.api.call(replayOf(service), stream)
  return answer.ok ? {} : problemOf(answer)
}
