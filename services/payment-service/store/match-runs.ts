import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'

/** Clocks differ, and a journal follows the provider's word by moments: so much is read beyond the day's edges. */
const marginMinutes = 60
/** What is younger is not judged: its other side may be on its way. */
const settledMinutes = 15
/** A marketplace that was away for longer matches older days on demand. */
const daysBack = 31

const columns = `day::text, round, state, read_from as "readFrom", read_to as "readTo", settled_before as "settledBefore",
  after, judged_to as "judgedTo", pages, moves, cases, started_at as "startedAt", finished_at as "finishedAt"`
const startSql = statement(
  'payment_start_match',
  `with bounds as (
     select $1::date as day, $1::date::timestamp at time zone 'UTC' as starts,
       ($1::date + 1)::timestamp at time zone 'UTC' as ends, date_trunc('milliseconds', database_clock()) as now
   )
   insert into payment_match_run as r
     (tenant_id, day, read_from, read_to, settled_before, judged_to, started_at)
   select tenant(), day, starts - make_interval(mins => ${marginMinutes}),
     least(ends + make_interval(mins => ${marginMinutes}), now),
     least(ends, now - make_interval(mins => ${settledMinutes})), starts, now
   from bounds where starts <= now
   on conflict (tenant_id, day) do update set round = r.round + 1, state = 'reading', read_from = excluded.read_from,
     read_to = excluded.read_to, settled_before = excluded.settled_before, judged_to = excluded.judged_to, after = null,
     pages = 0, moves = 0, cases = 0, started_at = excluded.started_at, finished_at = null
   where r.state = 'done'`,
)
const findSql = statement(
  'payment_find_match',
  `select ${columns} from payment_match_run where tenant_id = tenant() and day = $1::date`,
)
const findOpenSql = statement(
  'payment_find_open_match',
  `select ${columns} from payment_match_run where tenant_id = tenant() and state <> 'done' order by day limit 1`,
)
// The days that are over and were not read whole, one after the other from the first journal on.
const findDueSql = statement(
  'payment_find_due_match',
  `with last as (
     select ((database_clock() - make_interval(mins => ${marginMinutes + settledMinutes})) at time zone 'UTC')::date - 1 as day
   ), known as (
     select max(day) as day from payment_match_run
     where tenant_id = tenant()
       and read_to >= (day + 1)::timestamp at time zone 'UTC' + make_interval(mins => ${marginMinutes})
   ), first as (
     select (at at time zone 'UTC')::date as day from payment_journal where tenant_id = tenant() order by xact limit 1
   ), due as (
     select greatest(coalesce((select day from known) + 1, (select day from first), last.day), last.day - ${daysBack}) as day,
       last.day as until
     from last
   )
   select day::text from due where day <= until`,
)
const saveReadSql = statement(
  'payment_save_match_page',
  `update payment_match_run set after = $4, pages = pages + 1, moves = moves + $5,
     state = case when $6 then 'judging' else 'reading' end
   where tenant_id = tenant() and day = $1::date and round = $2 and state = 'reading' and after is not distinct from $3
   returning day`,
)
const saveJudgedSql = statement(
  'payment_save_match_judged',
  `update payment_match_run set judged_to = $4
   where tenant_id = tenant() and day = $1::date and round = $2 and state = 'judging' and judged_to = $3
   returning day`,
)
const finishSql = statement(
  'payment_finish_match',
  `update payment_match_run set state = 'done', finished_at = database_clock()
   where tenant_id = tenant() and day = $1::date and round = $2 and state = 'judging'
   returning day`,
)
const countCasesSql = statement(
  'payment_count_match_cases',
  `update payment_match_run set cases = cases + $2 where tenant_id = tenant() and day = $1::date`,
)
const listSql = statement(
  'payment_list_matches',
  `select ${columns} from payment_match_run
   where tenant_id = tenant() and ($1::date is null or day = $1::date) and day < $2::date order by day desc limit $3`,
)

export type MatchRun = {
  day: string
  round: number
  state: 'reading' | 'judging' | 'done'
  readFrom: Date
  readTo: Date
  settledBefore: Date
  after: string | null
  judgedTo: Date
  pages: number
  moves: number
  cases: number
  startedAt: Date
  finishedAt: Date | null
}

/** Begins the match of a day, or joins one that is under way; undefined when the day has not begun. */
export async function startMatch(sql: Sql, day: string): Promise<MatchRun | undefined> {
  await sql.query(startSql, [day])
  return findMatch(sql, day)
}

export async function findMatch(sql: Sql, day: string): Promise<MatchRun | undefined> {
  const [row] = await sql.query<MatchRun>(findSql, [day])
  return row
}

export async function findOpenMatch(sql: Sql): Promise<MatchRun | undefined> {
  const [row] = await sql.query<MatchRun>(findOpenSql)
  return row
}

/** The first day that is over and has not been matched as a whole. */
export async function findDueDay(sql: Sql): Promise<string | undefined> {
  const [row] = await sql.query<{ day: string }>(findDueSql)
  return row?.day
}

/** Notes a page as read. False when somebody else has brought the match further: then nothing may be written. */
export async function savePage(
  sql: Sql,
  { day, round, after }: MatchRun,
  page: { after: string | null; moves: number; isLast: boolean },
): Promise<boolean> {
  const values = [day, round, after, page.after ?? after, page.moves, page.isLast]
  return (await sql.query(saveReadSql, values)).length === 1
}

/** Notes so much of the day as judged. False as with `savePage`. */
export async function saveJudged(sql: Sql, { day, round, judgedTo }: MatchRun, to: Date): Promise<boolean> {
  return (await sql.query(saveJudgedSql, [day, round, judgedTo, to])).length === 1
}

export async function finishMatch(sql: Sql, { day, round }: MatchRun): Promise<boolean> {
  return (await sql.query(finishSql, [day, round])).length === 1
}

export async function countCases(sql: Sql, { day }: MatchRun, cases: number): Promise<void> {
  await sql.query(countCasesSql, [day, cases])
}

/** Matches before a day, the newest first; with `day`, that one. */
export function listMatches(
  sql: Sql,
  wanted: { day: string | null; before: string; limit: number },
): Promise<MatchRun[]> {
  return sql.query<MatchRun>(listSql, [wanted.day, wanted.before, wanted.limit])
}
