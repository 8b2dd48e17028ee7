import type { Sql } from '@rialto/core'
import { statement } from '../statement.ts'
import type { Finding } from './finding.ts'

const sessionShareMax = 0.8
const mebibyte = 1024 * 1024
const slowMeanMs = 100

const readSettings = statement(
  'rialto_doctor_settings',
  `select name, setting, unit from pg_settings where name in ('fsync', 'full_page_writes', 'autovacuum', 'track_counts',
     'synchronous_commit', 'shared_buffers', 'random_page_cost', 'max_connections', 'jit',
     'idle_in_transaction_session_timeout', 'statement_timeout')`,
  'by values',
)
const countSessions = statement(
  'rialto_doctor_sessions',
  `select count(*)::int as sessions, count(*) filter (where application_name like 'rialto%')::int as own
   from pg_stat_activity where datname is not null`,
  'by values',
)
const findStatistics = statement(
  'rialto_doctor_statistics',
  `select to_regclass('public.pg_stat_statements') is not null as "isThere"`,
  'by values',
)
const findSlow = statement(
  'rialto_doctor_slow',
  `select left(regexp_replace(query, '\\s+', ' ', 'g'), 200) as query, calls::float8 as calls, mean_exec_time as mean
   from public.pg_stat_statements
   where dbid = (select oid from pg_database where datname = current_database()) and mean_exec_time >= $1 and calls >= 5
   order by total_exec_time desc limit 20`,
  'by values',
)

type SettingRow = { name: string; setting: string; unit: string | null }
type Rule = { name: string; isWrong: (row: SettingRow) => boolean; because: string; fix: string }

const rules: readonly Rule[] = [
  { name: 'fsync', isWrong: isOff, because: 'a power cut destroys the database', fix: 'on' },
  { name: 'full_page_writes', isWrong: isOff, because: 'a power cut may tear pages', fix: 'on' },
  { name: 'synchronous_commit', isWrong: isOff, because: 'an accepted order may be lost', fix: 'on' },
  { name: 'autovacuum', isWrong: isOff, because: 'tables only grow and plans are guessed', fix: 'on' },
  { name: 'track_counts', isWrong: isOff, because: 'autovacuum does not know where to work', fix: 'on' },
  {
    name: 'shared_buffers',
    isWrong: (row) => bytesOf(row) < 64 * mebibyte,
    because: 'most reads go to the disk',
    fix: '256MB',
  },
  {
    name: 'random_page_cost',
    isWrong: (row) => Number(row.setting) >= 4,
    because: 'PostgreSQL reckons with a spinning disk and passes indexes over',
    fix: '1.1',
  },
  { name: 'jit', isWrong: (row) => !isOff(row), because: 'short statements are compiled first', fix: 'off' },
  {
    name: 'statement_timeout',
    isWrong: isZero,
    because: 'a statement that hangs holds its locks for ever',
    fix: '2s',
  },
  {
    name: 'idle_in_transaction_session_timeout',
    isWrong: isZero,
    because: 'a session that is forgotten holds its locks, and vacuum back',
    fix: '5s',
  },
]

/** Settings of the server that are dangerous or slow, connections that are about to run out, slow statements. */
export async function examineServer(sql: Sql): Promise<Finding[]> {
  const settings = await sql.query<SettingRow>(readSettings)
  const [sessions] = await sql.query<{ sessions: number; own: number }>(countSessions)
  const connectionsMax = Number(settings.find((row) => row.name === 'max_connections')?.setting ?? 0)
  return [
    ...settings.flatMap(judgeSetting),
    ...judgeSessions(sessions ?? { sessions: 0, own: 0 }, connectionsMax),
    ...(await slowStatements(sql)),
  ]
}

function judgeSetting(row: SettingRow): Finding[] {
  const rule = rules.find(({ name }) => name === row.name)
  if (!rule?.isWrong(row)) return []
  const sentence = `${row.name} is ${row.setting}${row.unit ?? ''}: ${rule.because}; set it to ${rule.fix}.`
  return [
    { code: 'SETTING', subject: row.name, sentence, sql: `alter system set ${row.name} = '${rule.fix}'` },
  ]
}

export function judgeSessions(
  { sessions, own }: { sessions: number; own: number },
  connectionsMax: number,
): Finding[] {
  if (connectionsMax === 0 || sessions < connectionsMax * sessionShareMax) return []
  const sentence = `${sessions} of ${connectionsMax} connections are taken, ${own} by Rialto: set DATABASE_POOL_MAX so that all processes together stay below, or raise max_connections.`
  return [{ code: 'POOL_SIZE', subject: 'max_connections', sentence, sql: null }]
}

/** Only where PostgreSQL keeps count of its statements; the product counts its own in any case. */
async function slowStatements(sql: Sql): Promise<Finding[]> {
  const [statistics] = await sql.query<{ isThere: boolean }>(findStatistics)
  if (!statistics?.isThere) return []
  const rows = await sql.query<{ query: string; calls: number; mean: number }>(findSlow, [slowMeanMs])
  return rows.map(({ query, calls, mean }) => ({
    code: 'SLOW_STATEMENT',
    subject: query,
    sentence: `A statement took ${Math.round(mean)} ms on average over ${calls} calls; look at its plan.`,
    sql: `explain (generic_plan) ${query}`,
  }))
}

function isOff({ setting }: SettingRow): boolean {
  return setting === 'off'
}

function isZero({ setting }: SettingRow): boolean {
  return setting === '0'
}

/** `shared_buffers` is told in pages of 8 kB. */
function bytesOf({ setting, unit }: SettingRow): number {
  const pages = { '8kB': 8_192, kB: 1_024, MB: mebibyte }[unit ?? ''] ?? 1
  return Number(setting) * pages
}
