import type { Sql } from '@rialto/core'
import { statement } from '@rialto/postgres'
import type { Facts, Finish, MailKind, Preferences, StoredMail } from './model.ts'

const insertMailsSql = statement(
  'notification_insert_mails',
  `insert into notification_mail (tenant_id, id, kind, subject, subject_id, facts)
   select tenant(), m.id, m.kind, m.subject, m."subjectId", m.facts
   from jsonb_to_recordset($1::jsonb) as m(id uuid, kind text, subject text, "subjectId" uuid, facts jsonb)
   on conflict do nothing returning id`,
)
const findMailsSql = statement(
  'notification_find_mails',
  `select id, kind, subject, subject_id as "subjectId", facts, state,
     extract(epoch from database_clock() - created_at)::int as "ageSeconds"
   from notification_mail where tenant_id = tenant() and id = any($1::uuid[])`,
)
const noteFailureSql = statement(
  'notification_note_failure',
  `update notification_mail set attempts = attempts + 1, problem = $2
   where tenant_id = tenant() and id = $1 and state = 'waiting'`,
)
const finishMailsSql = statement(
  'notification_finish_mails',
  `update notification_mail m set state = f.state, problem = f.problem, language = f.language,
     attempts = attempts + 1, finished_at = database_clock()
   from jsonb_to_recordset($1::jsonb) as f(id uuid, state text, problem text, language text)
   where m.tenant_id = tenant() and m.id = f.id and m.state = 'waiting'`,
)
const deleteOldSql = statement(
  'notification_delete_old_mails',
  `delete from notification_mail
   where tenant_id = tenant() and finished_at < database_clock() - make_interval(days => $1)`,
)
const findPreferencesSql = statement(
  'notification_find_preferences',
  `select version, shipped, delivered, reviews from notification_preference where tenant_id = tenant() and user_id = $1`,
)
const insertPreferencesSql = statement(
  'notification_insert_preferences',
  `insert into notification_preference (tenant_id, user_id, shipped, delivered, reviews)
   values (tenant(), $1, $2, $3, coalesce($4, true))
   on conflict do nothing returning version, shipped, delivered, reviews`,
)
const updatePreferencesSql = statement(
  'notification_update_preferences',
  `update notification_preference set shipped = $2, delivered = $3, reviews = coalesce($4, reviews), version = version + 1
   where tenant_id = tenant() and user_id = $1 and version = $5 returning version, shipped, delivered, reviews`,
)

export type NewMail = {
  id: string
  kind: MailKind
  subject: StoredMail['subject']
  subjectId: string
  facts: Facts
}

/** Notes mails to send; gives the ids of those that were not noted already. */
export async function insertMails(sql: Sql, mails: readonly NewMail[]): Promise<string[]> {
  const rows = await sql.query<{ id: string }>(insertMailsSql, [JSON.stringify(mails)])
  return rows.map((row) => row.id)
}

export function findMails(sql: Sql, ids: readonly string[]): Promise<StoredMail[]> {
  return sql.query<StoredMail>(findMailsSql, [ids])
}

export async function noteFailure(sql: Sql, id: string, problem: string): Promise<void> {
  await sql.query(noteFailureSql, [id, problem])
}

export async function finishMails(sql: Sql, finishes: readonly Finish[]): Promise<void> {
  await sql.query(finishMailsSql, [JSON.stringify(finishes)])
}

export async function deleteOldMails(sql: Sql, days: number): Promise<void> {
  await sql.query(deleteOldSql, [days])
}

export async function findPreferences(sql: Sql, userId: string) {
  const [row] = await sql.query<Preferences & { version: number }>(findPreferencesSql, [userId])
  return row
}

/** Stores what a person wants; undefined when somebody else was faster. */
export async function writePreferences(
  sql: Sql,
  edit: Omit<Preferences, 'reviews'> & { reviews: boolean | null; userId: string; version: number },
): Promise<(Preferences & { version: number }) | undefined> {
  const values = [edit.userId, edit.shipped, edit.delivered, edit.reviews]
  const [row] =
    edit.version === 0
      ? await sql.query<Preferences & { version: number }>(insertPreferencesSql, values)
      : await sql.query<Preferences & { version: number }>(updatePreferencesSql, [...values, edit.version])
  return row
}
