// @ @: what people do and see in a real browser, on the marketplace that npm start gives.
import { after, before, describe } from 'node:test'
import { openShop, type Shop } from './shop.ts'
import { pagesAreAccessible } from './stories/accessibility.ts'
import { operatorsApprove } from './stories/approval.ts'
import { thingsChange } from './stories/changes.ts'
import { customersBuy } from './stories/customer.ts'
import { dropsOpen } from './stories/drop.ts'
import { pagesSpeakTheirLanguage } from './stories/languages.ts'
import { peopleBuy } from './stories/purchase.ts'
import { vendorsShip } from './stories/vendor.ts'
import { openWorld, type World } from './world.ts'

describe('the marketplace in a browser', () => {
  let shop: Shop | undefined
  let made: World | undefined
  const world = (): World => {
    if (!made) throw new Error('The marketplace did not start')
    return made
  }
  before(async () => {
    shop = await openShop()
    made = await openWorld(shop)
  })
  after(async () => {
    await made?.close()
    await shop?.stop()
  })
  peopleBuy(world)
  customersBuy(world)
  thingsChange(world)
  dropsOpen(world)
  vendorsShip(world)
  operatorsApprove(world)
  pagesAreAccessible(world)
  pagesSpeakTheirLanguage(world)
})
