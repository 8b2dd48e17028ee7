import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Language } from '../../model.ts'
import { renderHtml } from './html.ts'
import { orderMail } from './order-mails.ts'
import { sampleMails, sampleOrder } from './sample-mails.ts'
import { fill, fillCount, linksOf, plainLine, textsOf } from './texts.ts'

const languages: readonly Language[] = ['en', 'de', 'ar']
const asIs = [(value: unknown) => String(value)]

for (const language of languages) {
  for (const [kind, mail] of sampleMails(language)) {
    test(`the mail ${kind} in ${language} says what it said before`, (t) => {
      t.assert.snapshot(`Subject: ${mail.subject}\n\n${mail.text}\n${mail.html}`, { serializers: asIs })
    })
  }
}

test('nothing that comes from outside becomes HTML', () => {
  const evil = `<img src=x onerror="alert('1')">`
  const vendors = sampleOrder.vendors.map((vendor) => ({
    ...vendor,
    vendorName: evil,
    carrier: evil,
    trackingCode: evil,
    lines: vendor.lines.map((line) => ({ ...line, title: evil, image: `"${evil}`, options: { size: evil } })),
  }))
  const order = { ...sampleOrder, language: 'en' as const, recipient: evil, number: evil, vendors }
  const links = linksOf('https://shop.example', 'en')
  for (const kind of ['order_created', 'order_shipped', 'part_cancelled'] as const) {
    const facts = { vendorId: order.vendors[0]?.vendorId, amount: 1 }
    const { html } = orderMail({ kind, facts, order, links, shopName: evil }, textsOf('en'))
    assert.equal(html.includes('<img src=x'), false, kind)
    assert.equal(/onerror="/.test(html), false, kind)
  }
})

test('a subject is one line without marks of direction', () => {
  assert.equal(plainLine('a\r\nBcc: x\u2068y\u2069 '), 'a Bcc: xy')
})

test('a text that names a value which is not given is a fault, in every language and plural form', () => {
  assert.throws(() => fill(textsOf('en'), '{nothing}', {}))
  for (const language of languages) {
    const texts = textsOf(language)
    for (const count of [0, 1, 2, 3, 11, 100]) {
      assert.notEqual(fillCount(texts, texts.words.order_shipped.intro, { vendor: 'V', count }), '')
    }
  }
})

test('every language has the same texts with the same places, and none is left in English', () => {
  const english = flatten(textsOf('en').words)
  const same = new Set(['unitPrice'])
  for (const language of ['de', 'ar'] as const) {
    const other = flatten(textsOf(language).words)
    for (const [key, text] of english) {
      const translated = other.get(key)
      assert.ok(translated, `${language} lacks ${key}`)
      if (!same.has(key)) assert.notEqual(translated, text, `${language} ${key}`)
      if (!/\.(one|two|zero)$/.test(key))
        assert.deepEqual(placesOf(translated), placesOf(text), `${language} ${key}`)
    }
    const forms = new Set(
      [...other.keys()].filter((key) => !english.has(key)).map((key) => key.split('.').at(-1)),
    )
    for (const form of forms) assert.match(form ?? '', /^(zero|two|few|many)$/)
  }
})

test('text has a contrast of at least 4.5 to 1 on its ground, light and dark', () => {
  const html = renderHtml(
    {
      subject: 's',
      title: 't',
      greeting: 'g',
      paragraphs: [],
      action: { label: 'l', url: 'u' },
      notes: [],
      order: null,
      footer: 'f',
      choice: null,
    },
    textsOf('en'),
    'Rialto',
  )
  const pairs = [
    ['#17171A', '#FFFFFF'],
    ['#5A5750', '#FFFFFF'],
    ['#5A5750', '#FBF8F3'],
    ['#FFFFFF', '#0E6B64'],
    ['#F3EFE8', '#1A1C1E'],
    ['#A8A39A', '#1A1C1E'],
    ['#A8A39A', '#121314'],
    ['#0B1413', '#4FB7AC'],
    ['#4FB7AC', '#1A1C1E'],
  ] as const
  for (const [text, ground] of pairs) {
    assert.ok(html.includes(text) && html.includes(ground), `${text} on ${ground} is not used`)
    assert.ok(contrast(text, ground) >= 4.5, `${text} on ${ground}`)
  }
})

function flatten(words: object, path = ''): Map<string, string> {
  return new Map(
    Object.entries(words).flatMap(([key, value]) =>
      typeof value === 'string' ? [[path + key, value] as const] : [...flatten(value, `${path}${key}.`)],
    ),
  )
}

function placesOf(text: string): string[] {
  return [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort()
}

function contrast(one: string, other: string): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255
    return part <= 0.03928 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  }) as [number, number, number]
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
