import nodemailer from 'nodemailer'
import type { MailSender, OutgoingMail, SendOutcome } from '../model.ts'
import { readSender, writeMessage } from './message.ts'

const connectionsMax = 5
const connectMs = 10_000
const silenceMs = 30_000
/** A job's lease is 60 seconds: an attempt must be over before somebody else may take it. */
const attemptMsMax = 45_000

/** The parts of an error of the mail server that are looked at. Its message may quote the address: it is dropped. */
type SmtpError = { code?: string; command?: string; responseCode?: number; response?: string }

/** Sends through a mail server. Connections are kept and shared. */
export function openSmtp(url: string, from: string): MailSender {
  const transport = nodemailer.createTransport(optionsOf(url))
  const sender = readSender(from)
  return {
    send: async (mail) => {
      try {
        await transport.sendMail({
          ...(writeMessage(mail, sender, new Date()) ?? messageOf(mail, from, sender.domain)),
          signal: AbortSignal.timeout(attemptMsMax),
        })
        return { ok: true }
      } catch (error) {
        return outcomeOf(error as SmtpError)
      }
    },
    close: async () => transport.close(),
  }
}

function optionsOf(url: string) {
  const { protocol, hostname, port, username, password } = new URL(url)
  const isTls = protocol === 'smtps:'
  const auth =
    username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  return {
    pool: true as const,
    maxConnections: connectionsMax,
    host: hostname,
    port: port === '' ? (isTls ? 465 : 587) : Number(port),
    secure: isTls,
    // A password never travels in the clear.
    ...(auth ? { auth, requireTLS: !isTls } : {}),
    connectionTimeout: connectMs,
    greetingTimeout: connectMs,
    socketTimeout: silenceMs,
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** For addresses that need more care than ours: names of hosts in other scripts, quoted parts. */
function messageOf(mail: OutgoingMail, from: string, domain: string) {
  return {
    from,
    to: mail.to,
    subject: mail.subject,
    html: mail.html,
    text: mail.text,
    messageId: `<${mail.id}@${domain}>`,
    headers: { 'Auto-Submitted': 'auto-generated', 'Content-Language': mail.language },
  }
}

/**
 * Only a mailbox that does not exist is final. Everything else (a dead server, a wrong password, a full disk, a rule
 * that somebody will correct) is tried again: no mail is lost for it.
 */
export function outcomeOf(error: SmtpError): SendOutcome {
  const status = error.responseCode
  const code = [error.code ?? 'SMTP_FAILED', status].filter((part) => part !== undefined).join(' ')
  const enhanced = /\b5\.\d{1,3}\.\d{1,3}\b/.exec(error.response ?? '')?.[0]
  const isUnknownMailbox = enhanced
    ? /^5\.(1\.|2\.1$)/.test(enhanced)
    : status === 550 || status === 551 || status === 553
  return { ok: false, isFinal: error.command === 'RCPT TO' && isUnknownMailbox, code }
}
