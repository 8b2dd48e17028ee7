import { type Account, chart, growsByDebit, type Journal } from './ledger-chart.ts'

/** What an appended batch is decided by. */
export type Books = {
  today: string
  closedThrough: string | null
  /** The content of journals that are there, by their id. */
  digests: ReadonlyMap<string, string>
  /** What is free of each guarded account, by account, party and currency. */
  free: ReadonlyMap<string, bigint>
}

type Entry = { id: string; digest: string; journal: Journal }
type Code = 'posted' | 'same' | 'other' | 'INSUFFICIENT' | 'PERIOD_CLOSED'

/**
 * What becomes of the journals of a batch, in their order: the same decision as `payment_append_journals_v1`, and a test
 * compares the two. Credits of a batch are there before its debits only if they come first, or if all of it fits.
 */
export function decideAppend(books: Books, batch: readonly Entry[]): Code[] {
  const seen = new Set<string>()
  const isFresh = batch.map(({ id, journal }) => {
    const day = journal.bookedOn ?? books.today
    const isOpen = day <= books.today && (books.closedThrough === null || day > books.closedThrough)
    const isFirst = !seen.has(id)
    seen.add(id)
    return isFirst && isOpen && !books.digests.has(id)
  })
  const free = new Map(books.free)
  const digests = new Map(books.digests)
  const refused = new Set<string>()
  for (const [index, { id, digest, journal }] of batch.entries()) {
    if (!isFresh[index]) continue
    const moves = guardMoves(journal)
    const isShort = [...moves].some(([guard, delta]) => delta < 0n && (free.get(guard) ?? 0n) + delta < 0n)
    if (isShort) {
      refused.add(id)
      continue
    }
    for (const [guard, delta] of moves) free.set(guard, (free.get(guard) ?? 0n) + delta)
    digests.set(id, digest)
  }
  return batch.map(({ id, digest }, index) => {
    const known = digests.get(id)
    if (known === undefined) return refused.has(id) ? 'INSUFFICIENT' : 'PERIOD_CLOSED'
    if (known !== digest) return 'other'
    return isFresh[index] ? 'posted' : 'same'
  })
}

/** How a journal moves guarded accounts, by account, party and currency. */
export function guardMoves({ postings }: Journal): Map<string, bigint> {
  const moves = new Map<string, bigint>()
  const add = (account: Account, party: string, amount: bigint) => {
    moves.set(party, (moves.get(party) ?? 0n) + (growsByDebit(account) ? amount : -amount))
  }
  for (const { debit, credit, amount, currency, vendorId, holderId } of postings) {
    const partyOf = (account: Account) =>
      `${account} ${chart[account].guardedBy === 'vendor' ? vendorId : holderId} ${currency}`
    if (chart[debit].guardedBy !== null) add(debit, partyOf(debit), amount)
    if (chart[credit].guardedBy !== null) add(credit, partyOf(credit), -amount)
  }
  return moves
}
