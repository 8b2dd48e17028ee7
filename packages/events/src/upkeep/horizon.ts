import { type Database, statement } from '@rialto/postgres'
import type { Pool } from 'pg'
import { generationOf } from '../generation.ts'
import { quoted } from '../reader.ts'
import type { Keeping } from './limits.ts'

/** From where on a source is whole, in the transaction ids of its generation. */
export type Horizon = {
  readonly source: string
  readonly generation: string
  readonly before: string
  /** Its grace is over: what lies behind it may be gone. */
  readonly isDue: boolean
}

const readHorizons = statement(
  'rialto_read_horizons',
  `select source, generation, before::text,
     announced_at <= clock_timestamp() - make_interval(secs => $1) as "isDue" from rialto_horizon`,
)
const writeHorizon = statement(
  'rialto_write_horizon',
  `insert into rialto_horizon as h (source, generation, before) values ($1, $2, $3::text::xid8)
   on conflict (source) do update set generation = excluded.generation, before = excluded.before,
     announced_at = clock_timestamp()
   where h.generation <> excluded.generation or h.before < excluded.before
   returning source`,
)

export async function horizonsOf(log: Database, graceSeconds: number): Promise<Horizon[]> {
  return (await log.system.query<Horizon>({ ...readHorizons, values: [graceSeconds] })).rows
}

/**
 * Announces a new horizon where there is none that still waits for its grace. Answers whether the horizon is due, so
 * that deleting may begin.
 */
export async function announceHorizon(
  log: Database,
  source: string,
  keeping: Keeping,
): Promise<Horizon | undefined> {
  const { text: generation } = await generationOf({
    query: async (wanted) => (await log.system.query({ ...wanted })).rows,
  })
  const known = (await horizonsOf(log, keeping.graceSeconds)).find((one) => one.source === source)
  const present = known?.generation === generation ? known : undefined
  if (present && !present.isDue) return present
  const [byAge, bySize] = [
    await oldestKept(log.system, source, keeping),
    await cutAt(log.system, source, keeping),
  ]
  let before = byAge
  if (bySize > before) before = bySize
  // The next one is announced when this one's deletions are over: until then this one counts.
  if (present && before <= BigInt(present.before)) return present
  if (before === 0n) return present
  if (present && (await holdsBehind(log.system, source, present.before))) return present
  await log.system.query({ ...writeHorizon, values: [source, generation, before.toString()] })
  return { source, generation, before: before.toString(), isDue: keeping.graceSeconds === 0 }
}

/**
 * The first transaction id that is young enough. Ids and times grow together, so it is found by halving: some thirty
 * looks into the index, where an index on the time would cost every writer.
 */
async function oldestKept(pool: Pool, source: string, { keepDays }: Keeping): Promise<bigint> {
  const ends = await pool.query<{ low: string | null; high: string }>(
    `select (select o.xid::text from ${quoted(source)} o order by o.xid limit 1) as low,
       pg_snapshot_xmin(pg_current_snapshot())::text as high`,
  )
  let low = BigInt(ends.rows[0]?.low ?? 0)
  if (low === 0n) return 0n
  const first = low
  let high = BigInt(ends.rows[0]?.high ?? 0)
  while (low < high) {
    const middle = (low + high) / 2n
    const { rows } = await pool.query<{ is_old: boolean }>(
      `select o.at < clock_timestamp() - make_interval(days => $2) as is_old from ${quoted(source)} o
       where o.xid >= $1::text::xid8 order by o.xid limit 1`,
      [middle.toString(), keepDays],
    )
    if (rows[0]?.is_old === true) low = middle + 1n
    else high = middle
  }
  return low > first ? low : 0n
}

/** Where a source that holds too much is cut. PostgreSQL's own estimate of the rows is near enough. */
async function cutAt(pool: Pool, source: string, { rowsMax }: Keeping): Promise<bigint> {
  const { rows } = await pool.query<{ rows: number; kind: string }>(
    `select reltuples::float8 as rows, relkind as kind from pg_class where oid = to_regclass($1)`,
    [quoted(source)],
  )
  const [relation] = rows
  if (relation?.kind !== 'r' || relation.rows <= rowsMax) return 0n
  const kept = await pool.query<{ xid: string }>(
    `select o.xid::text as xid from ${quoted(source)} o order by o.xid desc offset $1 limit 1`,
    [Math.floor(rowsMax / 2)],
  )
  return BigInt(kept.rows[0]?.xid ?? 0)
}

async function holdsBehind(pool: Pool, source: string, before: string): Promise<boolean> {
  const { rowCount } = await pool.query(
    `select from pg_class c where c.oid = to_regclass($2) and c.relkind = 'r' and exists (
       select from ${quoted(source)} o where o.xid < $1::text::xid8)`,
    [before, quoted(source)],
  )
  return (rowCount ?? 0) > 0
}
