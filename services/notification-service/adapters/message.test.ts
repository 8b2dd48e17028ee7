import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { OutgoingMail } from '../model.ts'
import { readSender, writeMessage } from './message.ts'

const sender = readSender('Rialto <shop@shop.example>')
const mail: OutgoingMail = {
  id: '0190a000-0000-7000-8000-000000000001',
  to: { name: 'Ada', address: 'ada@example.org' },
  unsubscribeUrl: null,
  language: 'en',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
}

function write(parts: Partial<OutgoingMail>): string {
  const message = writeMessage({ ...mail, ...parts }, sender, new Date(0))
  assert.ok(message)
  return message.raw.toString('latin1')
}

/** Reads a message as a mail program does: unfolded fields with their words decoded, and the parts. */
function read(raw: string) {
  const end = raw.indexOf('\r\n\r\n')
  const lines = raw.slice(0, end).split('\r\n')
  const fields: [string, string][] = []
  for (const line of lines) {
    const last = fields.at(-1)
    if (/^[ \t]/.test(line) && last) last[1] += line
    else fields.push([line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)])
  }
  const boundary = /boundary="([^"]+)"/.exec(raw)?.[1]
  const parts = raw.slice(end).split(`--${boundary}`).slice(1, -1)
  const bodies = parts.map((part) => Buffer.from(part.split('\r\n\r\n')[1] ?? '', 'base64').toString())
  return {
    lines,
    names: fields.map(([name]) => name),
    field: (name: string) => decode(Object.fromEntries(fields)[name] ?? ''),
    bodies,
  }
}

function decode(text: string): string {
  const joined = text.replace(/\?=[ \t]+=\?/g, '?==?')
  return joined.replace(/=\?UTF-8\?B\?([^?]*)\?=/g, (_word, bytes: string) =>
    Buffer.from(bytes, 'base64').toString(),
  )
}

const names = [
  'From',
  'To',
  'Subject',
  'Message-ID',
  'Date',
  'Auto-Submitted',
  'Content-Language',
  'MIME-Version',
  'Content-Type',
]
const anything = fc.string({ unit: 'grapheme', maxLength: 200 })

test('a message says what the mail says, in two parts', () => {
  const { field, bodies } = read(write({ text: 'one\ntwo', html: '<p>Grüße, مرحبا 🎉</p>\n' }))
  assert.equal(field('From'), '"Rialto" <shop@shop.example>')
  assert.equal(field('To'), '"Ada" <ada@example.org>')
  assert.equal(field('Date'), 'Thu, 01 Jan 1970 00:00:00 +0000')
  assert.equal(field('Message-ID'), `<${mail.id}@shop.example>`)
  assert.deepEqual(bodies, ['one\r\ntwo', '<p>Grüße, مرحبا 🎉</p>\r\n'])
})

test('whatever a name or a subject holds, it is read as it was, and begins no header of its own', () => {
  const broken = fc.constantFrom(
    'a\r\nBcc: x@y.example',
    '=?UTF-8?B?eA==?=',
    'Ada "A", <x@y.example>',
    '\\',
    'é'.repeat(99),
  )
  fc.assert(
    fc.property(fc.oneof(broken, anything), fc.oneof(broken, anything), (subject, name) => {
      const {
        lines,
        names: found,
        field,
      } = read(write({ subject, to: { name, address: 'ada@example.org' } }))
      assert.deepEqual(found, names)
      for (const line of lines) assert.ok(line.length <= 100 && /^[ -~]*$/.test(line), line)
      assert.equal(field('Subject'), subject)
      const to = field('To')
      const shown = name === '' ? 'ada@example.org' : `${name} <ada@example.org>`
      assert.equal(to.startsWith('"') && !name.startsWith('"') ? to.replace(/^"(.*)" </s, '$1 <') : to, shown)
    }),
  )
})

test('whatever the texts hold, lines stay short and the parts are read as they were', () => {
  fc.assert(
    fc.property(anything, anything, (text, html) => {
      const raw = write({ text, html })
      assert.deepEqual(
        read(raw).bodies,
        [text, html].map((one) => one.replace(/\r?\n/g, '\r\n')),
      )
      for (const line of raw.split('\r\n')) assert.ok(line.length <= 100)
    }),
  )
})

test('an address that is not plain is left to the library', () => {
  for (const address of [
    'ada@münchen.example',
    '"a b"@example.org',
    'a@b@c.example',
    'a,b@c.example',
    'ada@example.org\r\nX: y',
    'ada',
  ]) {
    assert.equal(
      writeMessage({ ...mail, to: { name: 'Ada', address } }, sender, new Date(0)),
      undefined,
      address,
    )
  }
})

test('a sender is read with its name or without', () => {
  assert.deepEqual(readSender('"Rialto, the shop" <shop@a.example>'), {
    name: 'Rialto, the shop',
    address: 'shop@a.example',
    domain: 'a.example',
  })
  assert.deepEqual(readSender('shop@a.example'), { name: '', address: 'shop@a.example', domain: 'a.example' })
})
