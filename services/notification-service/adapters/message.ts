import type { OutgoingMail } from '../model.ts'

/** Addresses that may stand in a message and its envelope as they are; others need the whole care of a library. */
const plainAddress = /^[a-z0-9!#$%&'*+/=?^_`{|}~.-]+@[a-z0-9]([a-z0-9.-]*[a-z0-9])?$/i
const plainText = /^[ -~]*$/
/** What a quoted name cannot hold. */
const unquotable = /["\\]/
/** An encoded word has at most 75 characters: 45 bytes become 60 of them, and its frame takes 12. */
const wordBytesMax = 45
/** Longer header texts are encoded, so that they can be folded. */
const headerTextMax = 60

export type Sender = { readonly name: string; readonly address: string; readonly domain: string }

/** A message as it goes over the wire. */
export type Message = { readonly envelope: { from: string; to: string[] }; readonly raw: Buffer }

/** Reads `Name <address>` or an address alone. */
export function readSender(from: string): Sender {
  const found = /^\s*"?([^"<]*?)"?\s*<([^>]+)>\s*$/.exec(from)
  const address = (found?.[2] ?? from).trim()
  return { name: found?.[1] ?? '', address, domain: address.split('@').at(-1) || 'rialto.example' }
}

/**
 * Writes a message of a plain text and its HTML. A general library needs over a millisecond for it, because it searches
 * and encodes letter by letter; base64 is one call. Undefined for an address that is not plain.
 */
export function writeMessage(mail: OutgoingMail, from: Sender, now: Date): Message | undefined {
  const { to } = mail
  if (!plainAddress.test(to.address) || !plainAddress.test(from.address)) return undefined
  const boundary = `=_${mail.id}`
  const head = [
    `From: ${mailbox(from)}`,
    `To: ${mailbox(to)}`,
    `Subject: ${headerText(mail.subject)}`,
    `Message-ID: <${mail.id}@${from.domain}>`,
    `Date: ${now.toUTCString().replace('GMT', '+0000')}`,
    'Auto-Submitted: auto-generated',
    `Content-Language: ${mail.language}`,
    ...(mail.unsubscribeUrl === null ? [] : [`List-Unsubscribe: <${mail.unsubscribeUrl}>`]),
    'MIME-Version: 1.0',
    `Content-Type: multipart/alternative; boundary="${boundary}"`,
  ]
  const parts = [part('plain', mail.text), part('html', mail.html)]
  const body = parts.map((text) => `--${boundary}\r\n${text}\r\n`).join('')
  const raw = Buffer.from(`${head.join('\r\n')}\r\n\r\n${body}--${boundary}--\r\n`, 'latin1')
  return { envelope: { from: from.address, to: [to.address] }, raw }
}

function part(kind: 'plain' | 'html', text: string): string {
  // RFC 2046: lines of text end in CRLF, whatever carries them.
  const bytes = Buffer.from(text.replace(/\r?\n/g, '\r\n'))
  const lines = bytes.toString('base64').match(/.{1,76}/g) ?? []
  return `Content-Type: text/${kind}; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${lines.join('\r\n')}`
}

function mailbox({ name, address }: { name: string; address: string }): string {
  if (name === '') return address
  return isPlain(name) && !unquotable.test(name)
    ? `"${name}" <${address}>`
    : `${encodedWords(name)} <${address}>`
}

/** Whatever is no plain text is encoded: a line break in it can never begin another header (INV-6). */
function headerText(text: string): string {
  return isPlain(text) ? text : encodedWords(text)
}

/** What looks like an encoded word is encoded, too: otherwise it would be read as what it holds. */
function isPlain(text: string): boolean {
  return plainText.test(text) && text.length <= headerTextMax && !text.includes('=?')
}

/** RFC 2047: words of base64, cut between characters and folded. */
function encodedWords(text: string): string {
  const words: string[] = []
  let word = ''
  for (const character of text) {
    if (Buffer.byteLength(word + character) > wordBytesMax) {
      words.push(word)
      word = ''
    }
    word += character
  }
  return [...words, word].map((one) => `=?UTF-8?B?${Buffer.from(one).toString('base64')}?=`).join('\r\n ')
}
