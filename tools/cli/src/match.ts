import { setTimeout as pause } from 'node:timers/promises'
import { type Api, openApi } from './api.ts'
import type { Call } from './commands.ts'
import { stop } from './stop.ts'

type Match = { day: string; state: string; settledBefore: string; transactions: number; cases: number }
type Side = { amount: number; fee: number; currency: string } | null
type Case = {
  caseId: string
  kind: string
  state: string
  day: string
  subject: string
  providerType: string | null
  orderNumber: string | null
  here: Side
  there: Side
  explained: { by: string; at: string; reason: string; note: string | null } | null
}
type Page<Item> = { items: Item[]; next: string | null }

const pollMs = 500
const waitMinutesMax = 30

const sentences: Readonly<Record<string, string>> = {
  missing_here: 'the ledger knows nothing of it',
  missing_there: 'the provider knows nothing of it',
  amount_differs: 'another amount',
  fee_differs: 'another fee',
  twice: 'moved twice',
}

/** `rialto ledger match`. Holds a day against the provider and waits for it; exit code 1 when a case is open. */
export async function matchLedger(call: Call): Promise<number> {
  const { options, terminal } = call
  const api = await openApi(call)
  const day = typeof options['day'] === 'string' ? { day: options['day'] } : {}
  let match = await api.ask<Match>('/api/operator/ledger/matches', { method: 'POST', json: day })
  const until = Date.now() + waitMinutesMax * 60_000
  while (match.state !== 'done') {
    if (Date.now() > until)
      throw stop(`The match of ${match.day} is still ${match.state}; it goes on without this command`)
    await pause(pollMs)
    const page = await api.ask<Page<Match>>(`/api/operator/ledger/matches?day=${match.day}`)
    match = page.items[0] ?? match
  }
  const cases = await readCases(api, 'open')
  if (options['json']) terminal.result(JSON.stringify({ match, cases }))
  else terminal.result([describeMatch(match), describeCases(cases, 'open')].join('\n'))
  return cases.length === 0 ? 0 : 1
}

/** `rialto ledger cases`. The differences of a state; exit code 1 when one is open. */
export async function listCases(call: Call): Promise<number> {
  const { options, terminal } = call
  const state = typeof options['state'] === 'string' ? options['state'] : 'open'
  const cases = await readCases(await openApi(call), state)
  terminal.result(options['json'] ? JSON.stringify({ cases }) : describeCases(cases, state))
  return state === 'open' && cases.length > 0 ? 1 : 0
}

/** `rialto ledger explain CASE --reason WORD`. Says why a difference is as it should be. */
export async function explainCase(call: Call): Promise<number> {
  const { options, files, terminal } = call
  const [caseId = ''] = files
  const { reason, note } = options
  if (typeof reason !== 'string') throw stop('Say with --reason why', 2)
  const api = await openApi(call)
  const json = { caseIds: [caseId], reason, ...(typeof note === 'string' ? { note } : {}) }
  const path = '/api/operator/ledger/cases/explain'
  const { items } = await api.ask<{ items: Case[] }>(path, { method: 'POST', json })
  if (items.length === 0) throw stop(`${caseId} is no open case`)
  terminal.result(options['json'] ? JSON.stringify({ cases: items }) : describeCases(items, 'explained'))
  return 0
}

async function readCases(api: Api, state: string): Promise<Case[]> {
  const cases: Case[] = []
  for (let after: string | null = ''; after !== null; ) {
    const query = new URLSearchParams({ state, limit: '100', ...(after === '' ? {} : { after }) })
    const page: Page<Case> = await api.ask(`/api/operator/ledger/cases?${query}`)
    cases.push(...page.items)
    after = page.next
  }
  return cases
}

function describeMatch({ day, settledBefore, transactions, cases }: Match): string {
  return `${day}: ${transactions} balance transactions were held against the ledger, up to ${settledBefore}; ${cases} new differences`
}

function describeCases(cases: readonly Case[], state: string): string {
  return cases.length === 0 ? `No case is ${state}` : cases.map(describe).join('\n')
}

function describe({ caseId, kind, day, subject, providerType, orderNumber, here, there, explained }: Case) {
  const about = [providerType, subject, orderNumber && `of order ${orderNumber}`].filter(Boolean).join(' ')
  const why = explained
    ? `\n  ${explained.reason} (${explained.by}, ${explained.at})${explained.note ? `: ${explained.note}` : ''}`
    : ''
  return `${caseId}  ${day}  ${sentences[kind] ?? kind}: ${about}\n  ledger ${sideOf(here)}, provider ${sideOf(there)}${why}`
}

function sideOf(side: Side): string {
  return side ? `${side.amount} ${side.currency}, fee ${side.fee}` : 'nothing'
}
