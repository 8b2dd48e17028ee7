import type { Consumer, Ctx, PublishedEvent, Statement, Tx } from '@rialto/core'
import { besideSchema, cellSchema, classifySqlError } from '@rialto/postgres'
import type { PoolClient } from 'pg'
import { quoted } from '../reader.ts'
import { takeOver } from './beside-tables.ts'
import { countUnread, missedEvents, type Pair } from './missed-events.ts'

const missedEventsMax = 2_000
const swapSecondsMax = 60
const lockSecondsMax = 1

export type SwapOptions = {
  pair: Pair
  consumer: Consumer
  tables: readonly string[]
  /** A snapshot of the log from after the reader beside stopped: all that it may have applied is visible in it. */
  passed: string
  contextFor: (tenant: string, event: PublishedEvent, consumer: Consumer) => Ctx
}

/** How many rows were different, or why the moment was not right. */
export type Swapped = { ok: true; changed: number } | { ok: false; reason: string }

/**
 * Makes the serving tables equal to those beside them, at a moment when both hold the same events. The reader beside is
 * stopped. A lock that lets readers of the tables through stops the live reader between two events: what it has applied
 * is exactly what its inbox says. What it has over the other is applied beside, then the difference is written; all of
 * it is one commit.
 */
export async function swap(options: SwapOptions): Promise<Swapped> {
  const { pair } = options
  // Otherwise the live reader would do again what came with the tables.
  if ((await countUnread(pair, pair.live, { snapshot: options.passed, eventsMax: 1 })) > 0)
    return refused('live is behind')
  const client = await pair.database.system.connect()
  try {
    await client.query('begin')
    const swapped = await swapWithin(client, options)
    await client.query(swapped.ok ? 'commit' : 'rollback')
    client.release(true)
    return swapped
  } catch (error) {
    client.release(true)
    if (classifySqlError(error) === 'waiting') return refused('the tables are in use')
    throw error
  }
}

async function swapWithin(client: PoolClient, options: SwapOptions): Promise<Swapped> {
  const { pair, tables } = options
  await client.query(
    `set local statement_timeout = '${swapSecondsMax}s'; set local lock_timeout = '${lockSecondsMax}s'`,
  )
  const names = tables.map((table) => `${cellSchema}.${quoted(table)}`)
  await client.query(`lock table ${names.join(', ')} in share row exclusive mode`)
  const parked = await client.query('select from rialto_parked_event where consumer = any($1) limit 1', [
    [pair.live, pair.beside],
  ])
  if (parked.rowCount) return refused('a stream is parked')
  const missed = await missedEvents(pair, missedEventsMax)
  if (!missed) return refused('the rebuilt tables are too far behind')
  await applyBeside(client, options, missed)
  let changed = 0
  for (const table of tables) changed += await takeOver(client, table)
  return { ok: true, changed }
}

function refused(reason: string): Swapped {
  return { ok: false, reason }
}

/** Applies events to the tables beside, as the application would: by its role, one marketplace at a time. */
async function applyBeside(
  client: PoolClient,
  { pair, consumer, contextFor }: SwapOptions,
  events: readonly PublishedEvent[],
): Promise<void> {
  if (events.length === 0) return
  await client.query(`set local search_path = ${besideSchema}, ${cellSchema}; set local role rialto_app`)
  const tx = txOn(client, pair.live)
  for (const event of events) {
    await client.query(`select set_config('rialto.tenant', $1, true)`, [event.tenant])
    const ctx = contextFor(event.tenant, event, consumer)
    const prepared = await consumer.prepare([event], ctx)
    await consumer.apply(event, tx, { prepared, ctx })
  }
  await client.query(`set local role rialto_system; set local search_path = ${cellSchema}`)
}

function txOn(client: PoolClient, projection: string): Tx {
  const no = async (): Promise<never> => {
    throw new Error(`${projection} is a projection: it neither publishes nor schedules`)
  }
  return {
    query: async <R>(wanted: Statement, values: readonly unknown[] = []) => {
      const { name, text } = wanted
      return (await client.query({ name, text, values: values as unknown[] })).rows as R[]
    },
    publish: no,
    schedule: no,
    changed: () => {},
  }
}
