import { consumer, deriveId } from '@rialto/core'
import { mailRequested } from '@rialto/user-service/contract'
import { insertMail } from '../store.ts'
import { sendMailKind } from './send-mail.ts'

/** The request is only named here: the secret of its link is read when the mail is sent, and never stored. */
export default consumer({
  name: 'notification.mail_account',
  kind: 'reaction',
  on: [mailRequested],
  apply: async (event, tx) => {
    const id = deriveId('notification mail', event.id)
    const subjectId = event.data.requestId
    const isNew = await insertMail(tx, { id, kind: 'account', subject: 'mail_request', subjectId, facts: {} })
    if (isNew) await tx.schedule({ kind: sendMailKind, key: id, dueInSeconds: 0, data: null })
  },
})
