import { consumer, deriveId } from '@rialto/core'
import { mailRequested } from '@rialto/user-service/contract'
import { noteMails } from './note-mails.ts'

/** The request is only named here: the secret of its link is read when the mail is sent, and never stored. */
export default consumer({
  name: 'notification.mail_account',
  kind: 'reaction',
  on: [mailRequested],
  apply: async (event, tx) => {
    const id = deriveId('notification mail', event.id)
    const subjectId = event.data.requestId
    await noteMails(tx, [{ id, kind: 'account', subject: 'mail_request', subjectId, facts: {} }], 0)
  },
})
