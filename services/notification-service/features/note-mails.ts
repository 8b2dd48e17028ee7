import type { Tx } from '@rialto/core'
import { insertMails, type NewMail } from '../store.ts'
import { sendMailKind } from './send-mail.ts'

/** Notes mails and the jobs that send them, in one commit; a mail that is noted already stays as it is (INV-2). */
export async function noteMails(tx: Tx, mails: readonly NewMail[], dueInSeconds: number): Promise<void> {
  if (mails.length === 0) return
  for (const id of await insertMails(tx, mails)) {
    await tx.schedule({ kind: sendMailKind, key: id, dueInSeconds, data: null })
  }
}
