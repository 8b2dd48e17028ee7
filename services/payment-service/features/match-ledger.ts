import type { Ctx, Job, Tx } from '@rialto/core'
import type { Ports, Provider } from '../ports.ts'
import { saveMoves } from '../store/match-moves.ts'
import {
  findDueDay,
  findMatch,
  findOpenMatch,
  type MatchRun,
  savePage,
  startMatch,
} from '../store/match-runs.ts'
import { judgeNext } from './judge-match.ts'
import { waitForTurn } from './open-tender.ts'

/** A job has its lease for a minute; what is left after this is done by the next. */
const workSeconds = 25
/** Customers come first: a match takes a small part of what the provider allows, and waits while they queue. */
const pagesPerSecondMax = 4
const waitSecondsMax = 2

/**
 * Holds the provider's balance transactions against the journals, day by day and both ways. Each step is one commit
 * that says how far it has come: whoever dies or works at the same time loses a step and repeats none.
 */
export default {
  kind: 'payment.match_ledger',
  everySeconds: 300,
  run: async (_job, ctx) => {
    const { provider } = ctx.ports
    if (!provider) return
    const until = Date.now() + workSeconds * 1_000
    let run = await findNext(ctx)
    while (run && Date.now() < until) {
      if (!(await bringFurther(ctx, provider, run))) return
      const next = await findMatch(ctx.sql, run.day)
      run = next?.state === 'done' ? await findNext(ctx) : next
    }
    if (run) await ctx.tx((tx) => scheduleMatch(tx, run))
  },
} satisfies Job<Ports>

/** Goes on with a match at once, wherever it is. */
export function scheduleMatch(tx: Tx, { day, round, after, judgedTo }: MatchRun): Promise<void> {
  const key = `${day} ${round} ${after} ${judgedTo.toISOString()}`
  return tx.schedule({ kind: 'payment.match_ledger', key, dueInSeconds: 0, data: null })
}

/** The match that is under way, or the next day that is over. */
async function findNext(ctx: Ctx<Ports>): Promise<MatchRun | undefined> {
  const open = await findOpenMatch(ctx.sql)
  if (open) return open
  const day = await findDueDay(ctx.sql)
  return day === undefined ? undefined : ctx.tx((tx) => startMatch(tx, day))
}

/** One step. False when the provider has no time for it, or no answer: the next run goes on. */
async function bringFurther(ctx: Ctx<Ports>, provider: Provider, run: MatchRun): Promise<boolean> {
  if (run.state === 'judging') {
    await judgeNext(ctx, run)
    return true
  }
  if (!(await waitForTurn(ctx, waitSecondsMax))) return false
  const { readFrom: from, readTo: to, after } = run
  const listed = await provider.listMoves({ from, to, after })
  if (listed.outcome !== 'done') {
    ctx.log.warn('the balance transactions of the provider could not be read', {
      op: 'payment.match_ledger',
      reason: listed.outcome === 'unknown' ? listed.reason : listed.code,
    })
    return false
  }
  const { moves, isLast } = listed.value
  const page = { after: moves.at(-1)?.id ?? null, moves: moves.length, isLast: isLast || moves.length === 0 }
  // Somebody else may have read the page meanwhile: then it is written already.
  await ctx.tx(async (tx) => {
    if (await savePage(tx, run, page)) await saveMoves(tx, moves)
  })
  if (ctx.ports.callsPerSecond !== null) await pause(1_000 / pagesPerSecondMax)
  return true
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}
