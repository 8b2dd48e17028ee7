import { createWriteStream } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { openApi } from './api.ts'
import type { Call } from './commands.ts'
import { findVendor } from './find-vendor.ts'
import { stop } from './stop.ts'

type Account = { account: string; kind: string; debit: number; credit: number; balance: number }
type Currency = { currency: string; debit: number; credit: number; difference: number; accounts: Account[] }
type TrialBalance = { asOf: string; closedThrough: string | null; currencies: Currency[] }

const nameCharacters = 24
const amountCharacters = 16

/** `rialto ledger trial-balance`. Exit code 1 when debits and credits differ: then the books are broken. */
export async function showTrialBalance(call: Call): Promise<number> {
  const { options, terminal } = call
  const asOf = options['as-of']
  const api = await openApi(call)
  const query = typeof asOf === 'string' ? `?asOf=${encodeURIComponent(asOf)}` : ''
  const balance = await api.ask<TrialBalance>(`/api/operator/ledger/trial-balance${query}`)
  terminal.result(options['json'] ? JSON.stringify(balance) : describe(balance))
  return balance.currencies.every(({ difference }) => difference === 0) ? 0 : 1
}

/** `rialto ledger statement --vendor NAME --from DAY --to DAY --out FILE`. The statement of a vendor as CSV. */
export async function saveStatement(call: Call): Promise<number> {
  const { vendor, from, to, out, currency } = call.options
  if (typeof vendor !== 'string' || typeof from !== 'string' || typeof to !== 'string')
    throw stop('Say whose statement and of which days: --vendor, --from and --to', 2)
  if (typeof out !== 'string') throw stop('Say with --out where to write; - is the screen', 2)
  const api = await openApi(call)
  const { vendorId } = await findVendor(api, vendor)
  const query = new URLSearchParams({ vendorId, from, to, currency: String(currency ?? 'EUR') })
  const bytes = await api.read(`/api/vendor/ledger/statement.csv?${query}`)
  const target = out === '-' ? process.stdout : createWriteStream(out)
  await pipeline(Readable.from(bytes), target, { end: out !== '-' })
  call.terminal.tell(`The statement of ${vendor} from ${from} to ${to} is in ${out}`)
  return 0
}

function describe({ asOf, closedThrough, currencies }: TrialBalance): string {
  const closed = closedThrough === null ? 'nothing is closed' : `closed through ${closedThrough}`
  const head = `Trial balance through ${asOf}, in minor units; ${closed}`
  return [head, ...currencies.map(describeCurrency)].join('\n\n')
}

function describeCurrency({ currency, debit, credit, difference, accounts }: Currency): string {
  const row = (name: string, amounts: readonly (number | string)[]) =>
    name.padEnd(nameCharacters) + amounts.map((amount) => String(amount).padStart(amountCharacters)).join('')
  return [
    row(currency, ['debit', 'credit', 'balance']),
    ...accounts.map((one) => row(one.account, [one.debit, one.credit, one.balance])),
    row('total', [debit, credit, difference]),
  ].join('\n')
}
