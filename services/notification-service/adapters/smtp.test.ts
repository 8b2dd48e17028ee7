import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { OutgoingMail } from '../model.ts'
import { type FakeSmtp, openFakeSmtp } from '../workbench.ts'
import { openSmtp, outcomeOf } from './smtp.ts'

const from = 'Rialto <shop@shop.example>'
const mail: OutgoingMail = {
  id: '0190a000-0000-7000-8000-000000000001',
  to: { name: 'Ada "A", <x@y.example>', address: 'ada@example.org' },
  unsubscribeUrl: null,
  language: 'en',
  subject: 'Hello',
  html: '<p>Hello</p>',
  text: 'Hello',
}

let smtp: FakeSmtp
before(async () => {
  smtp = await openFakeSmtp()
})
after(() => smtp.close())

test('a mail has one recipient, whatever their name holds', async () => {
  const sender = openSmtp(smtp.url, from)
  assert.deepEqual(await sender.send(mail), { ok: true })
  await sender.close()
  assert.match(smtp.taken[0] ?? '', /^Message-ID: <0190a000-0000-7000-8000-000000000001@shop\.example>$/m)
  assert.match(smtp.taken[0] ?? '', /^Auto-Submitted: auto-generated$/im)
  assert.equal(smtp.recipients.length, 1)
})

test('a password is not sent to a server that does not encrypt', async () => {
  const sender = openSmtp(smtp.url.replace('smtp://', 'smtp://user:secret@'), from)
  const outcome = await sender.send(mail)
  await sender.close()
  assert.equal(outcome.ok, false)
  assert.equal(!outcome.ok && outcome.isFinal, false)
  assert.equal(
    smtp.commands.some((line) => /^AUTH/i.test(line)),
    false,
  )
})

test('only a mailbox that does not exist is final', () => {
  const rejected = (responseCode: number, response: string, command = 'RCPT TO') =>
    outcomeOf({ code: 'EENVELOPE', command, responseCode, response })
  const isFinal = (outcome: ReturnType<typeof outcomeOf>) => !outcome.ok && outcome.isFinal
  assert.equal(isFinal(rejected(550, '550 5.1.1 unknown')), true)
  assert.equal(isFinal(rejected(550, '550 5.2.1 disabled')), true)
  assert.equal(isFinal(rejected(550, '550 no such user')), true)
  assert.equal(isFinal(rejected(550, '550 5.7.1 relay denied')), false)
  assert.equal(isFinal(rejected(450, '450 4.2.0 later')), false)
  assert.equal(isFinal(rejected(550, '550 5.1.8 bad sender', 'MAIL FROM')), false)
  assert.equal(isFinal(outcomeOf({ code: 'ECONNREFUSED' })), false)
})
