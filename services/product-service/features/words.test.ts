import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { serviceActor } from '@rialto/core'
import * as api from '../contract.ts'
import { openWorld, operator, type World } from '../test-world.ts'

const service = serviceActor('order-service')

const german = {
  title: 'Becher',
  options: { Size: { name: 'Größe', values: { Small: 'Klein', Large: 'Groß' } } },
  attributes: { material: { Stoneware: 'Steinzeug' }, glaze: { Moss: 'Moosgrün' } },
}
const arabic = { title: 'كوب', options: { Size: { values: { Small: 'صغير' } } } }

describe('the words of a product', () => {
  let world: World
  before(async () => {
    world = await openWorld()
    for (const key of ['material', 'glaze', 'capacity'] as const) {
      const kind = key === 'capacity' ? ('number' as const) : ('text' as const)
      const field = { key, place: 'attributes' as const, kind, label: { en: key } }
      await world.call(api.createAttribute, field, operator)
    }
  })
  after(() => world.close())

  let count = 0
  const cup = (parts: object = {}) => {
    count += 1
    const variants = [
      { sku: `CUP-${count}-S`, options: { Size: 'Small' }, attributes: { glaze: 'Moss' } },
      { sku: `CUP-${count}-L`, options: { Size: 'Large' } },
    ]
    const attributes = { material: 'Stoneware', capacity: 200 }
    return { title: 'Cup', options: ['Size'], attributes, variants, ...parts }
  }
  const makeCup = async (parts: object = {}) => {
    const made = await world.call(api.createProduct, cup(parts))
    const read = () => world.call(api.getProduct, { productId: made.id }, operator)
    return { ...made, read, sku: `CUP-${count}-S` }
  }
  const edit = (productId: string, version: number, parts: object) =>
    world.call(api.updateProduct, { productId, version, ...parts })
  const pathsOf = async (translations: object) => {
    const refused = await world.ask(api.createProduct, cup({ translations }))
    assert.equal(refused.ok ? 'taken' : refused.code, 'VALIDATION_FAILED')
    return refused.ok ? [] : (refused.fields ?? []).map((field) => field.path)
  }

  it('are read in the language asked for, while SKUs, options and facts stay as they are', async () => {
    const { id } = await makeCup({ translations: { de: german, ar: arabic } })
    const inGerman = await world.call(api.getProduct, { productId: id, language: 'de' })
    assert.deepEqual(inGerman.words, { options: german.options, attributes: german.attributes })
    assert.deepEqual(inGerman.translations.de, german)
    assert.deepEqual(inGerman.options, ['Size'])
    assert.deepEqual(inGerman.variants[0]?.options, { Size: 'Small' })
    assert.deepEqual(inGerman.attributes, { material: 'Stoneware', capacity: 200 })
    const inArabic = await world.call(api.getProduct, { productId: id, language: 'ar' })
    assert.deepEqual(inArabic.words, { options: arabic.options })
    assert.deepEqual((await world.call(api.getProduct, { productId: id })).words, {})
  })

  it('go with a variant to carts and with a product to the search', async () => {
    const { id, sku } = await makeCup({ translations: { de: german, ar: arabic } })
    const variants = await world.call(api.findVariants, { skus: [sku], variantIds: [] }, service)
    assert.deepEqual(variants.items[0]?.options, { Size: 'Small' })
    assert.deepEqual(variants.items[0]?.localOptions, { de: { Größe: 'Klein' }, ar: { Size: 'صغير' } })
    const products = await world.call(api.findProducts, { productIds: [id] }, service)
    assert.deepEqual(products.items[0]?.words, {
      de: ['Klein', 'Groß', 'Steinzeug', 'Moosgrün'].toSorted(),
      ar: ['صغير'],
    })
  })

  it('are refused with the path of an option, value, fact or text that the product does not have', async () => {
    assert.deepEqual(
      await pathsOf({
        de: { title: 'Becher', options: { Sise: { name: 'Größe' }, Size: { values: { Hug: 'Riesig' } } } },
        ar: { title: 'كوب', attributes: { weight: { Heavy: 'ثقيل' }, capacity: { 200: '٢٠٠' } } },
      }),
      [
        '/translations/de/options/Sise',
        '/translations/de/options/Size/values/Hug',
        '/translations/ar/attributes/weight',
        '/translations/ar/attributes/capacity',
      ],
    )
    assert.deepEqual(
      await pathsOf({ de: { title: 'Becher', attributes: { material: { 'Stone/ware': 'Steinzeug' } } } }),
      ['/translations/de/attributes/material/Stone~1ware'],
    )
  })

  it('are refused when two values would be called the same', async () => {
    assert.deepEqual(
      await pathsOf({ de: { title: 'Becher', options: { Size: { values: { Small: 'Large' } } } } }),
      ['/translations/de/options/Size/values/Large'],
    )
  })

  it('that change are told as translations, and the same ones again are not', async () => {
    const made = await makeCup({ translations: { de: german } })
    await world.events()
    const words = { ...german, attributes: { ...german.attributes, material: { Stoneware: 'Steingut' } } }
    const { version } = await edit(made.id, 1, { translations: { de: words } })
    const [told, ...more] = await world.events()
    assert.deepEqual([told?.type, told?.data['changes'], more], ['product.updated', ['translations'], []])
    assert.equal((await edit(made.id, version, { translations: { de: words } })).version, version)
    assert.deepEqual(await world.events(), [])
  })

  it('stay when somebody who does not know them changes title or translations', async () => {
    const made = await makeCup({ translations: { de: german, ar: arabic } })
    const { version } = await edit(made.id, 1, { title: 'Mug' })
    const translations = { de: { title: 'Tasse' }, ar: { title: 'فنجان' } }
    await edit(made.id, version, { translations })
    const { de, ar } = (await made.read()).translations
    assert.deepEqual(
      [de, ar],
      [
        { ...german, title: 'Tasse' },
        { ...arabic, title: 'فنجان' },
      ],
    )
  })

  it('go with what they name, and with their language', async () => {
    const made = await makeCup({ translations: { de: german, ar: arabic } })
    const large = { sku: `${made.sku}-XL`, options: { Size: 'Large' } }
    const { version } = await edit(made.id, 1, { variants: [large], attributes: { material: 'Glass' } })
    assert.deepEqual((await made.read()).translations, {
      en: { title: 'Cup', description: '' },
      de: { title: 'Becher', options: { Size: { name: 'Größe', values: { Large: 'Groß' } } } },
      ar: { title: 'كوب' },
    })
    await edit(made.id, version, { translations: { ar: { title: 'كوب' } } })
    assert.equal((await made.read()).translations.de, undefined)
  })

  it('are kept with what they were before, for those who approve', async () => {
    const made = await makeCup()
    await edit(made.id, 1, { translations: { de: german } })
    const { rows } = await world.services.database.system.query(
      `select changes from rialto_audit where subjects @> array[$1] order by seq desc limit 1`,
      [made.id],
    )
    const changes: { field: string; before: unknown; after: unknown }[] = rows[0]?.changes
    const words = { de: { options: german.options, attributes: german.attributes } }
    const { before, after } = changes.find((one) => one.field === 'words') ?? {}
    assert.deepEqual([before, after], [{}, words])
  })

  it('may be those that every object has', async () => {
    const options = { constructor: { name: 'Bauer' } }
    const variants = [{ sku: 'ODD-CUP', options: { constructor: 'toString' } }]
    await makeCup({
      ...{ title: 'Odd', options: ['constructor'], attributes: {}, variants },
      translations: { de: { title: 'Seltsam', options }, ar: { title: 'غريب', options: {} } },
    })
    const found = await world.call(api.findVariants, { skus: ['ODD-CUP'], variantIds: [] }, service)
    assert.deepEqual(found.items[0]?.localOptions, { de: { Bauer: 'toString' } })
  })
})
