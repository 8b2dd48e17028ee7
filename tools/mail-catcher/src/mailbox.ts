import { mkdir, open, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Envelope, type MailSummary, readHead } from './mail.ts'

/** The mails on disk. One file holds one mail: a line of JSON for the list, then the mail as it came. */
export type Mailbox = {
  add: (envelope: Envelope, raw: Buffer) => Promise<MailSummary>
  /** Oldest first. */
  all: () => readonly MailSummary[]
  find: (id: string) => MailSummary | undefined
  /** The mail as it came; undefined when it was deleted meanwhile. */
  read: (id: string) => Promise<Buffer | undefined>
  clear: () => Promise<number>
  /** Calls back for each new mail until the returned function is called. */
  onArrival: (listener: (mail: MailSummary) => void) => () => void
}

const headBytesMax = 16 * 1024
const fileEnding = '.mail'
const newline = 10

/** Opens the mails of a directory and keeps the newest of them. */
export async function openMailbox(directory: string, mailsMax: number): Promise<Mailbox> {
  await mkdir(directory, { recursive: true, mode: 0o700 })
  const mails = await loadMails(directory)
  const listeners = new Set<(mail: MailSummary) => void>()
  const nextId = idsAfter(mails.at(-1)?.id)
  const file = (id: string) => join(directory, `${id}${fileEnding}`)
  const removeOldest = async () => {
    while (mails.length > mailsMax) {
      const oldest = mails.shift()
      if (oldest !== undefined) await rm(file(oldest.id), { force: true })
    }
  }
  await removeOldest()
  return {
    add: async (envelope, raw) => {
      const mail: MailSummary = {
        id: nextId(),
        receivedAt: new Date().toISOString(),
        ...readHead(raw, envelope),
        to: envelope.to,
        bytes: raw.length,
      }
      await writeFile(file(mail.id), Buffer.concat([Buffer.from(`${JSON.stringify(mail)}\n`), raw]))
      insertById(mails, mail)
      for (const listener of listeners) listener(mail)
      await removeOldest()
      return mail
    },
    all: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    read: async (id) => {
      if (!mails.some((mail) => mail.id === id)) return undefined
      const content = await readFile(file(id))
      return content.subarray(content.indexOf(newline) + 1)
    },
    clear: async () => {
      const gone = mails.splice(0)
      for (const mail of gone) await rm(file(mail.id), { force: true })
      return gone.length
    },
    onArrival: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}

/** Ids sort by arrival, also across restarts and when the clock steps back. */
function idsAfter(last: string | undefined): () => string {
  let [time, count] = (last ?? '0-0').split('-').map((part) => Number.parseInt(part, 36)) as [number, number]
  return () => {
    const now = Date.now()
    if (now > time) [time, count] = [now, 0]
    else count++
    return `${time.toString(36).padStart(9, '0')}-${count.toString(36).padStart(4, '0')}`
  }
}

/** Files of two mails may be done in another order than their ids were drawn. */
function insertById(mails: MailSummary[], mail: MailSummary): void {
  let place = mails.length
  while (place > 0 && (mails[place - 1]?.id ?? '') > mail.id) place--
  mails.splice(place, 0, mail)
}

async function loadMails(directory: string): Promise<MailSummary[]> {
  const names = (await readdir(directory)).filter((name) => name.endsWith(fileEnding)).sort()
  const mails: MailSummary[] = []
  for (const name of names) {
    const path = join(directory, name)
    const mail = await loadSummary(path)
    // Half a mail, cut off by a kill: its sender got no answer and sends it again.
    if (mail === undefined) await rm(path)
    else mails.push(mail)
  }
  return mails
}

async function loadSummary(path: string): Promise<MailSummary | undefined> {
  const handle = await open(path)
  try {
    const { size } = await handle.stat()
    const head = Buffer.alloc(Math.min(size, headBytesMax))
    await handle.read(head, 0, head.length, 0)
    const end = head.indexOf(newline)
    if (end === -1) return undefined
    const mail: MailSummary = JSON.parse(head.toString('utf8', 0, end))
    return end + 1 + mail.bytes === size ? mail : undefined
  } finally {
    await handle.close()
  }
}
