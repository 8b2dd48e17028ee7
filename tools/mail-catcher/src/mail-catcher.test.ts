import assert from 'node:assert/strict'
import { once } from 'node:events'
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import {
  type Mail,
  type MailCatcher,
  type MailCatcherOptions,
  type MailSummary,
  startMailCatcher,
} from './index.ts'
import { sendMails } from './send-for-test.ts'

function directoryFor(t: TestContext): string {
  const directory = mkdtempSync(join(tmpdir(), 'rialto-mails-'))
  t.after(() => rmSync(directory, { recursive: true, force: true }))
  return directory
}

async function start(t: TestContext, options: Partial<MailCatcherOptions> = {}): Promise<MailCatcher> {
  const directory = options.directory ?? directoryFor(t)
  const catcher = await startMailCatcher({ port: 0, smtpPort: 0, ...options, directory })
  t.after(() => catcher.stop())
  return catcher
}

type Page = { items: MailSummary[]; next: string | null }

async function ask<Body>(catcher: MailCatcher, path: string, options?: RequestInit) {
  const response = await fetch(`${catcher.url}${path}`, options)
  const isJson = response.headers.get('content-type')?.includes('json')
  const body = (isJson ? await response.json() : await response.text()) as Body
  return { status: response.status, headers: response.headers, body }
}

const plain = (to: string, subject: string) => ({
  to: [to],
  raw: `From: "Rialto, the shop" <shop@rialto.example>\r\nTo: ${to}\r\nSubject: ${subject}\r\n\r\nHello.\r\n..dots\r\n`,
})

test('a mail is kept and read with sender, recipients, subject and text', async (t) => {
  const catcher = await start(t)
  const subject = '=?utf-8?B?R3LDvMOfZSBhdXMgZGVt?=\r\n =?utf-8?Q?_Laden?='
  await sendMails(catcher.smtpPort, [plain('ana@rialto.example', subject)])
  const list = await ask<Page>(catcher, '/api/mails?to=ANA@rialto.example')
  const [summary] = list.body.items
  assert.ok(summary)
  assert.deepEqual(
    { ...summary, id: '', receivedAt: '', bytes: 0 },
    {
      id: '',
      receivedAt: '',
      bytes: 0,
      from: { name: 'Rialto, the shop', address: 'shop@rialto.example' },
      to: ['ana@rialto.example'],
      subject: 'Grüße aus dem Laden',
    },
  )
  const mail = await ask<Mail>(catcher, `/api/mails/${summary.id}`)
  assert.equal(mail.body.text, 'Hello.\n.dots\n')
  assert.equal(mail.body.html, null)
  const raw = await ask<string>(catcher, `/api/mails/${summary.id}/raw`)
  assert.match(raw.body, /^From: "Rialto, the shop"/)
})

test('the list is newest first, by pages, by recipient and by search', async (t) => {
  const catcher = await start(t)
  const mails = [1, 2, 3, 4, 5].map((n) =>
    plain(n % 2 ? 'odd@rialto.example' : 'even@rialto.example', `mail ${n}`),
  )
  await sendMails(catcher.smtpPort, mails)
  const subjects = (page: { body: Page }) => page.body.items.map((mail) => mail.subject)
  const first = await ask<Page>(catcher, '/api/mails?limit=2')
  assert.deepEqual(subjects(first), ['mail 5', 'mail 4'])
  const rest = await ask<Page>(catcher, `/api/mails?before=${first.body.next}`)
  assert.deepEqual(subjects(rest), ['mail 3', 'mail 2', 'mail 1'])
  assert.equal(rest.body.next, null)
  assert.deepEqual(subjects(await ask<Page>(catcher, '/api/mails?to=even@rialto.example')), [
    'mail 4',
    'mail 2',
  ])
  assert.deepEqual(subjects(await ask<Page>(catcher, '/api/mails?search=L%202')), ['mail 2'])
})

test('HTML is served without script, with its own pictures, and attachments by number', async (t) => {
  const catcher = await start(t)
  const raw = [
    'From: shop@rialto.example\r\nTo: a@rialto.example\r\nSubject: pictures',
    'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n',
    '--b\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<p>Hi</p><img src="cid:logo@rialto"><script>alert(1)</script>',
    '--b\r\nContent-Type: image/png\r\nContent-ID: <logo@rialto>\r\nContent-Transfer-Encoding: base64\r\n\r\niVBORw0=',
    '--b--\r\n',
  ].join('\r\n')
  await sendMails(catcher.smtpPort, [{ to: ['a@rialto.example', 'hidden@rialto.example'], raw }])
  const { body } = await ask<Mail>(catcher, '/api/mails/wait?to=hidden@rialto.example')
  assert.deepEqual(
    body.attachments.map((attachment) => [attachment.mimeType, attachment.isInline]),
    [['image/png', true]],
  )
  const html = await ask<string>(catcher, `/api/mails/${body.id}/html`)
  assert.match(html.body, new RegExp(`src="/api/mails/${body.id}/attachments/0"`))
  assert.match(
    html.headers.get('content-security-policy') ?? '',
    /^sandbox allow-popups .*default-src 'none'/,
  )
  const picture = await ask(catcher, `/api/mails/${body.id}/attachments/0`)
  assert.equal(picture.headers.get('content-type'), 'image/png')
  assert.equal((await ask(catcher, `/api/mails/${body.id}/attachments/1`)).status, 404)
})

test('waiting gives a mail that is there, the next one after it, and a refusal when none comes', async (t) => {
  const catcher = await start(t)
  const wait = (query: string) =>
    ask<Mail & { code?: string }>(catcher, `/api/mails/wait?to=a@rialto.example&${query}`)
  const coming = wait('subject=FIRST&timeoutMs=5000')
  await sendMails(catcher.smtpPort, [
    plain('a@rialto.example', 'the first'),
    plain('a@rialto.example', 'the second'),
  ])
  const first = await coming
  assert.equal(first.body.subject, 'the first')
  assert.equal((await wait('timeoutMs=0')).body.subject, 'the second')
  const second = await wait(`after=${first.body.id}&timeoutMs=0`)
  assert.equal(second.body.subject, 'the second')
  const none = await wait(`after=${second.body.id}&timeoutMs=20`)
  assert.equal(none.status, 404)
  assert.equal(none.body.code, 'MAIL_NOT_FOUND')
})

test('mails survive a restart, half a mail does not, and the newest are kept', async (t) => {
  const directory = directoryFor(t)
  const first = await startMailCatcher({ port: 0, smtpPort: 0, directory, mailsMax: 3 })
  await sendMails(
    first.smtpPort,
    [1, 2, 3, 4].map((n) => plain('a@rialto.example', `mail ${n}`)),
  )
  await first.stop()
  assert.equal(readdirSync(directory).length, 3)
  writeFileSync(join(directory, 'zzzzzzzzz-0000.mail'), '{"id":"zzzzzzzzz-0000","bytes":100}\nhalf')
  appendFileSync(join(directory, 'zzzzzzzzz-0001.mail'), 'no line')
  const second = await start(t, { directory, mailsMax: 3 })
  await sendMails(second.smtpPort, [plain('a@rialto.example', 'mail 5')])
  const { body } = await ask<Page>(second, '/api/mails')
  assert.deepEqual(
    body.items.map((mail) => mail.subject),
    ['mail 5', 'mail 4', 'mail 3'],
  )
  assert.deepEqual((await ask(second, '/api/mails', { method: 'DELETE' })).body, { deleted: 3 })
  assert.deepEqual(readdirSync(directory), [])
})

test('as many mails as asked for are refused with 451, then mails are taken again', async (t) => {
  const catcher = await start(t)
  const headers = { 'content-type': 'application/json' }
  await ask(catcher, '/api/faults', { method: 'POST', headers, body: '{"rejectNext":2}' })
  const mail = plain('a@rialto.example', 'again')
  const answers = await sendMails(catcher.smtpPort, [mail, mail, mail])
  assert.deepEqual(
    answers.map((answer) => answer.slice(0, 3)),
    ['451', '451', '250'],
  )
  assert.equal((await ask<Page>(catcher, '/api/mails')).body.items.length, 1)
})

test('wrong questions are refused with a code', async (t) => {
  const catcher = await start(t)
  const json = { 'content-type': 'application/json' }
  const cases: [string, RequestInit, number, string][] = [
    ['/api/mails?limit=0', {}, 422, 'VALIDATION_FAILED'],
    ['/api/mails?limit=many', {}, 422, 'VALIDATION_FAILED'],
    ['/api/mails?limt=2', {}, 422, 'VALIDATION_FAILED'],
    ['/api/mails/unknown', {}, 404, 'MAIL_NOT_FOUND'],
    ['/api/mails/..%2F..%2Fsecrets/raw', {}, 404, 'MAIL_NOT_FOUND'],
    ['/nowhere', {}, 404, 'NOT_FOUND'],
    ['/api/faults', { method: 'POST', headers: json, body: '{' }, 400, 'BODY_MALFORMED'],
    ['/api/faults', { method: 'POST', headers: json, body: '{"rejectNext":-1}' }, 422, 'VALIDATION_FAILED'],
  ]
  for (const [path, options, status, code] of cases) {
    const answer = await ask<{ code: string }>(catcher, path, options)
    assert.deepEqual([answer.status, answer.body.code], [status, code], path)
  }
})

test('another host name does not open the mailbox', async (t) => {
  const catcher = await start(t)
  const socket = connect(catcher.port, '127.0.0.1')
  socket.write('GET /api/mails HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n')
  const [data] = await once(socket, 'data')
  assert.match(String(data), /^HTTP\/1.1 403 /)
})

test('a taken SMTP port is left for the next free one, a taken page port is a fault', async (t) => {
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  t.after(() => other.close())
  const address = other.address()
  const taken = typeof address === 'object' ? (address?.port ?? 0) : 0
  const catcher = await start(t, { smtpPort: taken })
  assert.ok(catcher.smtpPort > taken)
  await sendMails(catcher.smtpPort, [plain('a@rialto.example', 'arrived')])
  await assert.rejects(start(t, { port: taken }), { code: 'EADDRINUSE' })
})
