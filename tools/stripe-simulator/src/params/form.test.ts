import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import Type from 'typebox'
import { decodeForm } from './decode.ts'
import { parseForm } from './form.ts'
import { CreatedRange, MetadataParam, pageFields } from './pieces.ts'

test('names with brackets become maps and lists', () => {
  assert.deepEqual(parseForm('a=1&b[c]=2&b[d][e]=3'), { a: '1', b: { c: '2', d: { e: '3' } } })
  assert.deepEqual(parseForm('x[]=1&x[]=2'), { x: { 0: '1', 1: '2' } })
  assert.deepEqual(parseForm('x%5B0%5D=a+b%26'), { x: { 0: 'a b&' } })
  assert.deepEqual(parseForm(''), {})
})

test('forms that contradict themselves, go too deep or are not encoded are refused', () => {
  assert.equal(parseForm('a=1&a[b]=2'), undefined)
  assert.equal(parseForm('a=%E0%A4'), undefined)
  assert.equal(parseForm('a[__proto__][x]=1'), undefined)
  assert.equal(parseForm('a[b][c][d][e][f][g][h][i]=1'), undefined)
})

test('text becomes what the schema asks for and stays text otherwise', () => {
  const schema = Type.Object({
    ...pageFields,
    ok: Type.Boolean(),
    created: CreatedRange,
    metadata: MetadataParam,
    name: Type.String(),
  })
  const form = parseForm('limit=10&ok=true&created[gte]=5&metadata[n]=7&expand[1]=b&expand[0]=a&name=12')
  assert.deepEqual(decodeForm(schema, form ?? {}), {
    limit: 10,
    ok: true,
    created: { gte: 5 },
    metadata: { n: '7' },
    expand: ['a', 'b'],
    name: '12',
  })
  const odd = parseForm('limit=ten&ok=yes&created=5&metadata=&foo=1')
  assert.deepEqual(decodeForm(schema, odd ?? {}), {
    limit: 'ten',
    ok: 'yes',
    created: 5,
    metadata: '',
    foo: '1',
  })
})

test('what is encoded is decoded, whatever the text', () => {
  const Schema = Type.Object({ metadata: Type.Record(Type.String(), Type.String()) })
  const keys = fc.string({ minLength: 1 }).filter((key) => !/[[\]]/.test(key) && key !== '__proto__')
  fc.assert(
    fc.property(
      fc.dictionary(keys, fc.string({ unit: 'grapheme' }), { minKeys: 1, noNullPrototype: true }),
      (metadata) => {
        const pairs = Object.entries(metadata).map(
          ([key, value]) => `metadata[${encodeURIComponent(key)}]=${encodeURIComponent(value)}`,
        )
        assert.deepEqual(decodeForm(Schema, parseForm(pairs.join('&')) ?? {}), { metadata })
      },
    ),
  )
})
