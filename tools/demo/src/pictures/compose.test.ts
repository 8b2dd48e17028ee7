import assert from 'node:assert/strict'
import { test } from 'node:test'
import sharp from 'sharp'
import { readEntries } from '../catalogue.ts'
import { composePicture, parsePictureUrl } from './compose.ts'
import { aspectOf } from './cut-out.ts'
import { readIcons } from './icons.ts'
import { recolour } from './recolour.ts'
import { arrange, canvas } from './scene.ts'

test('a picture is a webp of 1200 by 1500, the same bytes every time', async () => {
  const request = { productId: 'CN-101', angle: 'front', widthPx: 1200 }
  const picture = await composePicture(request)
  const { format, width, height } = await sharp(picture).metadata()
  assert.deepEqual({ format, width, height }, { format: 'webp', width: 1200, height: 1500 })
  assert.ok(picture.equals(await composePicture(request)))
})

test('the three angles are three pictures', async () => {
  const sizes = await Promise.all(
    ['front', 'close', 'set'].map((angle) => composePicture({ productId: 'RT-101', angle, widthPx: 300 })),
  )
  assert.equal(new Set(sizes.map((bytes) => bytes.toString('base64'))).size, 3)
})

test('an unknown product or angle is refused by name', async () => {
  await assert.rejects(
    composePicture({ productId: 'CN-101', angle: 'above', widthPx: 1200 }),
    /CN-101\/above/,
  )
  await assert.rejects(composePicture({ productId: 'XX-1', angle: 'front', widthPx: 1200 }), /XX-1\/front/)
})

test('the address of a picture names product and angle', () => {
  assert.deepEqual(parsePictureUrl('demo:CN-101/set'), { productId: 'CN-101', angle: 'set' })
  assert.equal(parsePictureUrl('https://example.com/x.webp'), undefined)
  assert.equal(parsePictureUrl('demo:CN-101/above'), undefined)
})

test('every scene can be drawn, and its things are in the picture', async () => {
  const scenes = readEntries().map(({ entry }) => ({ id: entry.id, scene: entry.picture }))
  const icons = new Set<string>()
  for (const { id, scene } of scenes) {
    for (const item of [...scene.items, ...(scene.beside ?? [])])
      if (item.icon !== undefined) icons.add(item.icon)
    for (const item of arrange(scene, 'front', aspectOf)) {
      const { label: _, mark: __, ...bare } = item
      const half = (item.height * aspectOf(bare)) / 2
      // A thing that is turned takes less width than when it lies level.
      if (item.turn !== undefined) continue
      assert.ok(Math.abs(item.x ?? 0) + half <= canvas.width / 2 + 6, `${id} is wider than its picture`)
    }
  }
  assert.ok((await readIcons(icons)).size === icons.size)
})

test('the pink and violet of the icons are gone', () => {
  const pixels = Buffer.from([233, 30, 99, 255, 69, 52, 97, 255])
  recolour(pixels, '#3f5b4a')
  assert.ok((pixels[1] ?? 0) > (pixels[0] ?? 0), 'the main colour is the one asked for')
  assert.ok(Math.abs((pixels[4] ?? 0) - (pixels[6] ?? 0)) < 20, 'violet shadow becomes charcoal')
})
