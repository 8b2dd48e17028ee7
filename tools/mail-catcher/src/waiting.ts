import type { MailSummary } from './mail.ts'
import type { Mailbox } from './mailbox.ts'

export type MailFilter = {
  /** A whole address; letter case does not matter. */
  to?: string | undefined
  /** A part of the subject; letter case does not matter. */
  subject?: string | undefined
  /** Only mails that came later than the one of this id. */
  after?: string | undefined
}

/** Whether a mail is one that the filter asks for. */
export function isWanted(mail: MailSummary, filter: MailFilter): boolean {
  const { to, subject, after } = filter
  if (after !== undefined && mail.id <= after) return false
  if (to !== undefined && !mail.to.some((address) => address.toLowerCase() === to.toLowerCase())) return false
  return subject === undefined || mail.subject.toLowerCase().includes(subject.toLowerCase())
}

/**
 * Gives the mail that is asked for as soon as it is there, or undefined after the time. With `after` it is the
 * first one later than that, so a caller can go from mail to mail; without, the newest.
 */
export function waitForMail(
  mailbox: Mailbox,
  filter: MailFilter,
  limits: { timeoutMs: number; signal: AbortSignal },
): Promise<MailSummary | undefined> {
  const wanted = (mail: MailSummary) => isWanted(mail, filter)
  const known = filter.after === undefined ? mailbox.all().findLast(wanted) : mailbox.all().find(wanted)
  if (known !== undefined || limits.signal.aborted) return Promise.resolve(known)
  return new Promise((resolve) => {
    const finish = (mail: MailSummary | undefined) => {
      clearTimeout(timer)
      stopListening()
      limits.signal.removeEventListener('abort', giveUp)
      resolve(mail)
    }
    const giveUp = () => finish(undefined)
    const timer = setTimeout(giveUp, limits.timeoutMs)
    const stopListening = mailbox.onArrival((mail) => {
      if (wanted(mail)) finish(mail)
    })
    limits.signal.addEventListener('abort', giveUp)
  })
}
