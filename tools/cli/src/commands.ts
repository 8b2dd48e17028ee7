import { runDoctor } from './doctor.ts'
import { exportProducts } from './export-products.ts'
import { importProducts } from './import-products.ts'
import { saveStatement, showTrialBalance } from './ledger.ts'
import { explainCase, listCases, matchLedger } from './match.ts'
import { rebaseOutbox } from './rebase-outbox.ts'
import type { Environment } from './run-command.ts'
import { showConfig } from './show-config.ts'
import { showOrderHistory } from './show-order-history.ts'
import { showState } from './state.ts'
import { listStreams, replayStream } from './streams.ts'
import type { Terminal } from './terminal.ts'

export type Call = {
  options: Readonly<Record<string, string | boolean | undefined>>
  files: readonly string[]
  environment: Environment
  terminal: Terminal
}

export type Command = {
  noun: string
  verb: string
  summary: string
  /** The names of what must stand behind the verb. */
  files: readonly string[]
  options: Readonly<Record<string, { type: 'string' | 'boolean' }>>
  /** What each option means. */
  meanings: Readonly<Record<string, string>>
  run: (call: Call) => Promise<number>
}

const text = { type: 'string' } as const
const flag = { type: 'boolean' } as const
const session = { url: text, token: text, email: text, password: text, json: flag }
const sessionMeanings = {
  url: 'address of the shop (RIALTO_URL, else http://localhost:3000)',
  token: 'access token (RIALTO_TOKEN)',
  email: 'account to sign in with (RIALTO_EMAIL); at a local shop the demo operator is taken',
  password: 'its password (RIALTO_PASSWORD)',
  json: 'print one JSON document instead of sentences',
}

/** Everything that rialto can do. */
export const commands: readonly Command[] = [
  {
    noun: 'products',
    verb: 'import',
    summary: 'Brings products in from a file; the same command again goes on where it stopped',
    files: ['FILE'],
    options: { ...session, vendor: text, format: text, currency: text, warehouse: text },
    meanings: {
      vendor: 'whose products these are: slug, name or id',
      format: 'jsonl or shopify-csv; without it the end of the file name decides',
      currency: 'of the prices in a Shopify file (EUR)',
      warehouse: 'where the stock in a Shopify file lies; without it stock is left alone',
      ...sessionMeanings,
    },
    run: importProducts,
  },
  {
    noun: 'products',
    verb: 'export',
    summary: 'Writes all products of a vendor into a file that can be imported',
    files: [],
    options: { ...session, vendor: text, out: text },
    meanings: {
      vendor: 'whose products: slug, name or id',
      out: 'the file to write; - is the screen',
      ...sessionMeanings,
    },
    run: exportProducts,
  },
  {
    noun: 'order',
    verb: 'history',
    summary: 'What happened to an order, why and by whom, and how it was at a moment',
    files: ['NUMBER'],
    options: { ...session, at: text },
    meanings: { at: 'show the state at this moment, such as 2026-11-20T15:04:05Z', ...sessionMeanings },
    run: showOrderHistory,
  },
  {
    noun: 'ledger',
    verb: 'trial-balance',
    summary: 'Debits and credits of every account; exit code 1 when they differ',
    files: [],
    options: { ...session, 'as-of': text },
    meanings: { 'as-of': 'up to the end of this day, UTC; today without it', ...sessionMeanings },
    run: showTrialBalance,
  },
  {
    noun: 'ledger',
    verb: 'statement',
    summary: 'The statement of a vendor as CSV: opening, every line with its order, closing',
    files: [],
    options: { ...session, vendor: text, from: text, to: text, currency: text, out: text },
    meanings: {
      vendor: 'whose statement: slug, name or id',
      from: 'the first day, such as 2026-11-01, UTC',
      to: 'the last day',
      currency: 'of the statement (EUR)',
      out: 'the file to write; - is the screen',
      ...sessionMeanings,
    },
    run: saveStatement,
  },
  {
    noun: 'ledger',
    verb: 'match',
    summary: 'Holds a day of the payment provider against the ledger; exit code 1 when a case is open',
    files: [],
    options: { ...session, day: text },
    meanings: { day: 'the day, UTC; today without it', ...sessionMeanings },
    run: matchLedger,
  },
  {
    noun: 'ledger',
    verb: 'cases',
    summary: 'Differences between ledger and provider; exit code 1 when one is open',
    files: [],
    options: { ...session, state: text },
    meanings: { state: 'open, explained or closed (open)', ...sessionMeanings },
    run: listCases,
  },
  {
    noun: 'ledger',
    verb: 'explain',
    summary: 'Says why a difference is as it should be',
    files: ['CASE'],
    options: { ...session, reason: text, note: text },
    meanings: {
      reason: 'payout, dispute, made_at_the_provider, corrected, provider_error or other',
      note: 'for colleagues; no personal data',
      ...sessionMeanings,
    },
    run: explainCase,
  },
  {
    noun: 'streams',
    verb: 'list',
    summary: 'The event streams that wait because an event of theirs failed; exit code 1 when there are any',
    files: [],
    options: session,
    meanings: sessionMeanings,
    run: listStreams,
  },
  {
    noun: 'streams',
    verb: 'replay',
    summary: 'Tries a parked stream again now, in order; SUBJECT all means every one of the consumer',
    files: ['CONSUMER', 'SUBJECT'],
    options: session,
    meanings: sessionMeanings,
    run: replayStream,
  },
  {
    noun: 'state',
    verb: '',
    summary:
      'How the shop is doing: events, holds, payments, rules that are checked; exit code 1 when somebody is needed',
    files: [],
    options: session,
    meanings: sessionMeanings,
    run: showState,
  },
  {
    noun: 'doctor',
    verb: '',
    summary: 'What slows this installation down, each with what to do; exit code 1 when there is anything',
    files: [],
    options: { ...session, sql: flag },
    meanings: { sql: 'print only what an administrator would run', ...sessionMeanings },
    run: runDoctor,
  },
  {
    noun: 'outbox',
    verb: 'rebase',
    summary: 'After a restore, failover or move: binds the readers of events to the log as it is now',
    files: [],
    options: { reader: text, 'from-end': flag, yes: flag, json: flag },
    meanings: {
      reader: 'only this one, also when it fits; without it all that do not run',
      'from-end': 'skip what the log holds, instead of reading it again',
      yes: 'do not ask',
      json: sessionMeanings.json,
    },
    run: (call) => rebaseOutbox(call),
  },
  {
    noun: 'config',
    verb: 'show',
    summary: 'Shows the settings as they would count now, without secrets',
    files: [],
    options: { json: flag },
    meanings: { json: sessionMeanings.json },
    run: showConfig,
  },
]
