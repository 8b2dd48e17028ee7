import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { choicesOf, chosenVariant } from './choice.ts'
import type { Variant } from './read-product.ts'

const variant = (sku: string, options: Record<string, string>, available: number | null = 3): Variant => ({
  variantId: sku,
  sku,
  barcode: null,
  weightGrams: 0,
  options,
  attributes: {},
  price: { basePrice: 100, salePrice: null, saleUntil: null, lowest30Days: null, currency: 'EUR' },
  available,
})

const small = variant('S-RED', { Size: 'S', Colour: 'Red' })
const large = variant('L-RED', { Size: 'L', Colour: 'Red' }, 0)
const blue = variant('L-BLUE', { Size: 'L', Colour: 'Blue' })
const words = { options: { Size: { name: 'Größe', values: { L: 'Groß' } } } }
const product = { options: ['Size', 'Colour'], variants: [large, small, blue], words }

describe('the chosen variant', () => {
  it('is the one asked for, also when it is sold out', () => {
    assert.equal(chosenVariant(product.variants, 'L-RED'), large)
  })

  it('is the first that can be bought when nothing or nonsense is asked for', () => {
    assert.equal(chosenVariant(product.variants, null), small)
    assert.equal(chosenVariant(product.variants, 'NONE'), small)
    assert.equal(chosenVariant([large], null), large)
    assert.equal(chosenVariant([], null), undefined)
  })

  it('may be one whose stock nobody can read', () => {
    const unread = variant('U', {}, null)
    assert.equal(chosenVariant([large, unread], null), unread)
  })
})

describe('the choices of a product', () => {
  it('lead to the variant that keeps the other options', () => {
    const [size] = choicesOf(product, small)
    assert.equal(size?.label, 'Größe')
    assert.deepEqual(size?.values, [
      { value: 'L', label: 'Groß', sku: 'L-RED', isChosen: false, isSoldOut: true },
      { value: 'S', label: 'S', sku: 'S-RED', isChosen: true, isSoldOut: false },
    ])
  })

  it('lead to the nearest variant where the combination does not exist', () => {
    const [, colour] = choicesOf(product, small)
    assert.deepEqual(colour?.values[1], {
      ...{ value: 'Blue', label: 'Blue' },
      ...{ sku: 'L-BLUE', isChosen: false, isSoldOut: false },
    })
  })
})
