import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Type } from 'typebox'
import { oneOf, struct, text } from './schema.ts'
import { validate } from './validate.ts'

describe('a value that breaks its schema', () => {
  const schema = struct({
    name: text(3),
    size: Type.Integer({ minimum: 1, maximum: 9 }),
    kind: oneOf(['soft', 'hard']),
    slug: Type.String({ pattern: '^[a-z]+$' }),
    tags: Type.Array(text(9), { minItems: 1, maxItems: 2, uniqueItems: true }),
  })
  const good = { name: 'Cup', size: 1, kind: 'soft', slug: 'cup', tags: ['a'] }

  for (const [what, part, code, values] of [
    ['too long', { name: 'Bowl' }, 'TOO_LONG', { limit: '3' }],
    ['empty', { name: '' }, 'TOO_SHORT', { limit: '1' }],
    ['of another type', { size: 'one' }, 'WRONG_TYPE', { type: 'integer' }],
    ['too small', { size: 0 }, 'TOO_SMALL', { limit: '1' }],
    ['too large', { size: 10 }, 'TOO_LARGE', { limit: '9' }],
    ['not one of the allowed', { kind: 'dry' }, 'NOT_ALLOWED', { allowed: 'soft, hard' }],
    ['of another form', { slug: 'A cup' }, 'WRONG_FORM', {}],
    ['without entries', { tags: [] }, 'TOO_FEW', { limit: '1' }],
    ['with too many entries', { tags: ['a', 'b', 'c'] }, 'TOO_MANY', { limit: '2' }],
    ['with an entry twice', { tags: ['a', 'a'] }, 'TWICE', {}],
  ] as const) {
    it(`is told with a code and what it names when a part is ${what}`, () => {
      assert.deepEqual(
        validate(schema, { ...good, ...part }).map((one) => [one.path, one.code, one.values]),
        [[`/${Object.keys(part)[0]}`, code, values]],
      )
    })
  }

  it('is told of what is missing, unknown, or cannot be stored', () => {
    const { slug: _slug, ...rest } = good
    const codesOf = (value: unknown) => validate(schema, value).map(({ path, code }) => [path, code])
    assert.deepEqual(codesOf(rest), [['/slug', 'REQUIRED']])
    assert.deepEqual(codesOf({ ...good, colour: 'red' }), [['/colour', 'UNKNOWN_FIELD']])
    assert.deepEqual(codesOf({ ...good, name: 'a\u0000' }), [['/name', 'NOT_STORABLE']])
    assert.deepEqual(codesOf(good), [])
  })
})
