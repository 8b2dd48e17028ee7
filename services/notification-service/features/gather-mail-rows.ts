import type { Sql } from '@rialto/core'
import type { Finish, MailRows, StoredMail } from '../model.ts'
import { findMails, finishMails } from '../store.ts'

/** Mails that end within this time are noted in one statement. */
const finishMs = 5

type Scope = { readonly tenant: string; readonly sql: Sql }

/** Mails that are due together are read by one statement, and so are their ends noted: a mail costs a part of each. */
export function openMailRows(): MailRows {
  const find = gathering<string, StoredMail | undefined>(0, async (sql, ids) => {
    const byId = new Map((await findMails(sql, ids)).map((mail) => [mail.id, mail]))
    return ids.map((id) => byId.get(id))
  })
  const finish = gathering<Finish, void>(finishMs, async (sql, finishes) => {
    await finishMails(sql, finishes)
    return finishes.map(() => undefined)
  })
  return { find, finish }
}

type Waiting<Item, Answer> = {
  item: Item
  resolve(answer: Answer): void
  reject(problem: unknown): void
}

/** Items of one tenant that come within a moment are sent together. When that fails, it fails for all of them. */
function gathering<Item, Answer>(
  waitMs: number,
  send: (sql: Sql, items: readonly Item[]) => Promise<Answer[]>,
): (scope: Scope, item: Item) => Promise<Answer> {
  const byTenant = new Map<string, Waiting<Item, Answer>[]>()
  const flush = async ({ tenant, sql }: Scope) => {
    const waiting = byTenant.get(tenant) ?? []
    byTenant.delete(tenant)
    try {
      const answers = await send(
        sql,
        waiting.map((one) => one.item),
      )
      for (const [index, one] of waiting.entries()) one.resolve(answers[index] as Answer)
    } catch (error) {
      for (const one of waiting) one.reject(error)
    }
  }
  return (scope, item) =>
    new Promise((resolve, reject) => {
      const waiting = byTenant.get(scope.tenant) ?? []
      byTenant.set(scope.tenant, waiting)
      waiting.push({ item, resolve, reject })
      if (waiting.length > 1) return
      if (waitMs === 0) setImmediate(() => void flush(scope))
      else setTimeout(() => void flush(scope), waitMs)
    })
}
