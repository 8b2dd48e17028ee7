import assert from 'node:assert/strict'
import { test } from 'node:test'
import { products, promotions, reductions, shippingRates, shippingZones, vendors } from './index.ts'

test('six codes: each kind once for the marketplace and once for a vendor', () => {
  const kinds = promotions.map(({ kind, fundedBy }) => `${kind}/${fundedBy}`).sort()
  assert.deepEqual(kinds, [
    'fixed/platform',
    'fixed/vendor',
    'free_shipping/platform',
    'free_shipping/vendor',
    'percent/platform',
    'percent/vendor',
  ])
  for (const { code, fundedBy, vendor, kind, off, percent } of promotions) {
    assert.equal(fundedBy === 'vendor', vendor !== undefined, code)
    assert.equal(kind === 'fixed', off !== undefined, code)
    assert.equal(kind === 'percent', percent !== undefined, code)
  }
})

test('two products of each vendor are reduced on the day the demo is loaded', () => {
  for (const { slug } of vendors) {
    const own = reductions.filter(({ vendor }) => vendor === slug)
    const ids = products(slug).map(({ id }) => id)
    assert.equal(new Set(own.map(({ productId }) => productId)).size, 2, slug)
    for (const { productId, startsInDays, endsInDays } of own) {
      assert.ok(ids.includes(productId), productId)
      assert.ok(startsInDays < 0 && endsInDays > 0, productId)
    }
  }
})

test('every vendor delivers to every zone, and heavier parcels cost more', () => {
  assert.equal(shippingRates.length, vendors.length * shippingZones.length)
  assert.deepEqual(
    shippingZones.map(({ code }) => code),
    ['DE', 'EU', 'UK', 'US', 'WORLD'],
  )
  const heaviest = Math.max(
    ...vendors.flatMap(({ slug }) =>
      products(slug).flatMap(({ variants }) => variants.map(({ weightGrams }) => weightGrams)),
    ),
  )
  for (const { name, localNames, bands, daysMin, daysMax } of shippingRates) {
    assert.equal(new Set([name, localNames.de, localNames.ar]).size, 3, name)
    assert.ok(daysMin < daysMax, name)
    assert.ok((bands.at(-1)?.weightGramsMax ?? 0) >= heaviest, name)
    for (const [index, band] of bands.slice(1).entries()) {
      const lighter = bands[index]
      assert.ok(band.weightGramsMax > (lighter?.weightGramsMax ?? 0), name)
      for (const [place, price] of band.prices.entries())
        assert.ok(price.amount > (lighter?.prices[place]?.amount ?? 0), `${name} ${price.currency}`)
    }
  }
})
