import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonical, changesBetween, type StoredProduct } from './documents.ts'
import { editDocument, emptyDocument } from './edit.ts'
import { type FieldDefinition, findFieldProblems, learnFields } from './fields.ts'
import { planProduct } from './plan.ts'
import { ownSlug, slugOf } from './slugs.ts'
import { nextStatus } from './states.ts'

const states = ['draft', 'pending_approval', 'active', 'rejected', 'archived'] as const
const moves = ['submit', 'approve', 'reject', 'archive'] as const

describe('the state of a product', () => {
  it('becomes active by approval only, unless its people may publish (INV-2)', () => {
    for (const state of states.filter((one) => one !== 'active'))
      for (const move of moves.filter((one) => one !== 'approve'))
        assert.notEqual(nextStatus(state, move, false), 'active', `${state} ${move}`)
    assert.equal(nextStatus('draft', 'submit', true), 'active')
  })

  it('stays when the same move comes again', () => {
    for (const state of states)
      for (const move of moves) {
        const next = nextStatus(state, move, false)
        if (next) assert.equal(nextStatus(next, move, false), next)
      }
  })
})

describe('an address', () => {
  it('is letters, digits and single hyphens, whatever the title', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (title) => /^[a-z0-9]+(-[a-z0-9]+)*$/.test(slugOf(title))),
    )
    assert.equal(slugOf('Straße für 2½ Öfen!'), 'strasse-fur-21-2-ofen')
    assert.equal(slugOf('مصباح'), 'product')
  })

  it('of another product with the same title is its own', () => {
    assert.equal(ownSlug('lamp', '01a1fa5c-5bbc-7b98-a810-a49417a1ca51'), 'lamp-17a1ca51')
  })
})

describe('an edit', () => {
  const before = editDocument(emptyDocument, {
    title: 'Lamp',
    translations: { de: { title: 'Lampe', description: 'Hell' } },
    categoryId: 'a',
    moreCategoryIds: ['b'],
    variants: [{ sku: 'L' }],
  })

  it('changes what it names and nothing else', () => {
    assert.deepEqual(changesBetween(before, editDocument(before, {})), [])
    assert.deepEqual(changesBetween(before, editDocument(before, { description: 'Bright' })), ['description'])
    assert.deepEqual(editDocument(before, { title: 'Light' }).title, { en: 'Light', de: 'Lampe' })
  })

  it('replaces a list as a whole', () => {
    assert.deepEqual(editDocument(before, { translations: {} }).title, { en: 'Lamp' })
    assert.deepEqual(editDocument(before, { moreCategoryIds: ['a', 'c'] }).categoryIds, ['a', 'c'])
    assert.deepEqual(editDocument(before, { categoryId: null }).categoryIds, ['b'])
  })

  it('does not see the order of keys as a change', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse())
        assert.equal(canonical(value), canonical(turned))
      }),
    )
  })
})

describe('typed fields', () => {
  const power: FieldDefinition = {
    key: 'power',
    place: 'attributes',
    kind: 'number',
    label: { en: 'Power' },
    units: ['W'],
    choices: [],
    version: 1,
  }

  it('learn what a new value is, and a new unit', () => {
    const known = new Map([['power', power]])
    const rows = [
      { power: { value: 1, unit: 'kW' }, colour: 'red' },
      { screenSizeMax: { value: 3, unit: 'in' } },
    ]
    const learnt = learnFields(rows, known, 'attributes')
    assert.deepEqual(
      learnt.map(({ key, kind, units, label }) => [key, kind, units, label.en]),
      [
        ['power', 'number', ['W', 'kW'], 'Power'],
        ['colour', 'text', [], 'Colour'],
        ['screenSizeMax', 'number', ['in'], 'Screen size max'],
      ],
    )
    const all = new Map([...known, ...learnt.map((one) => [one.key, one] as const)])
    for (const row of rows)
      assert.deepEqual(findFieldProblems(row, all, { path: '', place: 'attributes' }), [])
  })

  it('do not learn a second kind', () => {
    const known = new Map([['power', power]])
    assert.deepEqual(learnFields([{ power: 'strong' }], known, 'attributes'), [])
    const problems = findFieldProblems({ power: 'strong' }, known, { path: '', place: 'attributes' })
    assert.equal(problems[0]?.problem, 'must be a number')
  })
})

describe('the plan of a write', () => {
  const document = editDocument(emptyDocument, { title: 'Lamp', variants: [{ sku: 'L' }] })
  const wish = {
    id: 'id-1',
    vendorId: 'v',
    externalId: null,
    status: 'active' as const,
    slug: undefined,
    document,
  }
  const stored: StoredProduct = { ...wish, slug: 'lamp', version: 4, variantIds: { L: 'x' } }
  const owners = (skus: [string, string][] = [], slugs: [string, string][] = []) => ({
    skus: new Map(skus),
    slugs: new Map(slugs),
  })

  it('is nothing when nothing differs, and the next version when something does (INV-3)', () => {
    const same = planProduct(wish, stored, { owners: owners(), strict: true })
    assert.equal(same.ok && same.kind, 'unchanged')
    const archived = planProduct({ ...wish, status: 'archived' }, stored, { owners: owners(), strict: true })
    assert.ok(archived.ok && archived.kind === 'change')
    assert.deepEqual([archived.version, archived.changes], [5, ['status']])
  })

  it('gives a SKU and an address of a batch to one of two (INV-1)', () => {
    const shared = { owners: owners(), strict: false }
    const first = planProduct(wish, undefined, shared)
    const second = planProduct({ ...wish, id: 'id-2' }, undefined, shared)
    assert.ok(first.ok)
    assert.equal(second.ok ? '' : second.code, 'SKU_TAKEN')
    const other = editDocument(document, { variants: [{ sku: 'M' }] })
    const third = planProduct({ ...wish, id: 'id-3', document: other }, undefined, shared)
    assert.ok(third.ok && third.kind === 'create')
    assert.equal(third.slug, ownSlug('lamp', 'id-3'))
  })

  it('keeps the address that a product was given, when its row comes again', () => {
    const own = { ...stored, slug: ownSlug('lamp', 'id-1') }
    const taken = owners([], [['lamp', 'somebody']])
    const again = planProduct({ ...wish, slug: 'lamp' }, own, { owners: taken, strict: false })
    assert.equal(again.ok && again.kind, 'unchanged')
  })
})
