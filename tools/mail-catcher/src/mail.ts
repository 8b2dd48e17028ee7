import PostalMime, { type Address, addressParser, decodeWords, type Email } from 'postal-mime'

export type Person = { name: string; address: string }

/** What the list shows of a mail; made from its head alone when it arrives. */
export type MailSummary = {
  id: string
  receivedAt: string
  from: Person
  /** Everyone who was to receive it, by the envelope: blind copies are among them. */
  to: string[]
  subject: string
  bytes: number
}

export type MailAttachment = {
  index: number
  filename: string
  mimeType: string
  bytes: number
  isInline: boolean
}

/** A whole mail, read when somebody looks at it. */
export type Mail = MailSummary & {
  cc: Person[]
  replyTo: Person[]
  headers: { name: string; value: string }[]
  text: string | null
  html: string | null
  attachments: MailAttachment[]
}

export type Envelope = { from: string; to: string[] }

/** Reads sender and subject; a whole parse of each arriving mail would cost ten times as much. */
export function readHead(raw: Buffer, envelope: Envelope): { from: Person; subject: string } {
  const headers = headerFields(raw)
  const [sender] = addressParser(headers.get('from') ?? '', { flatten: true })
  return {
    from: { name: sender?.name ?? '', address: sender?.address ?? envelope.from },
    subject: decodeWords(headers.get('subject') ?? ''),
  }
}

/** Reads everything of a mail. Pictures inside the HTML lead to the attachment's address. */
export async function readMail(summary: MailSummary, raw: Buffer): Promise<Mail> {
  const email = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' })
  return {
    ...summary,
    cc: people(email.cc),
    replyTo: people(email.replyTo),
    headers: email.headers.map((header) => ({ name: header.originalKey, value: header.value })),
    text: email.text ?? null,
    html: email.html === undefined ? null : withOwnPictures(email.html, summary.id, email),
    attachments: email.attachments.map((attachment, index) => ({
      index,
      filename: attachment.filename ?? `attachment-${index + 1}`,
      mimeType: attachment.mimeType,
      bytes: byteLength(attachment.content),
      isInline: attachment.related === true,
    })),
  }
}

/** The content of one attachment, or undefined when the mail has no such. */
export async function readAttachment(
  raw: Buffer,
  index: number,
): Promise<{ filename: string; mimeType: string; content: Buffer } | undefined> {
  const email = await PostalMime.parse(raw, { attachmentEncoding: 'arraybuffer' })
  const attachment = email.attachments[index]
  if (attachment === undefined) return undefined
  const { content, filename, mimeType } = attachment
  const bytes = typeof content === 'string' ? Buffer.from(content) : Buffer.from(new Uint8Array(content))
  return { filename: filename ?? `attachment-${index + 1}`, mimeType, content: bytes }
}

function headerFields(raw: Buffer): Map<string, string> {
  const end = raw.indexOf('\r\n\r\n')
  const head = raw.toString('utf8', 0, end === -1 ? raw.length : end)
  const fields = new Map<string, string>()
  // A line that begins with a space continues the one before.
  for (const line of head.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).trim().toLowerCase()
    if (colon > 0 && !fields.has(name)) fields.set(name, line.slice(colon + 1).trim())
  }
  return fields
}

function withOwnPictures(html: string, id: string, email: Email): string {
  return html.replace(/\bcid:([^"')\s>]+)/gi, (whole, contentId: string) => {
    const index = email.attachments.findIndex((attachment) => attachment.contentId === `<${contentId}>`)
    return index === -1 ? whole : `/api/mails/${id}/attachments/${index}`
  })
}

function people(addresses: Address[] | undefined): Person[] {
  return (addresses ?? []).flatMap((entry) => {
    if (entry.group !== undefined) return people(entry.group)
    return [{ name: entry.name, address: entry.address }]
  })
}

function byteLength(content: ArrayBuffer | Uint8Array | string): number {
  return typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength
}
