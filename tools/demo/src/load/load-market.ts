import { ensureAccounts } from './ensure-accounts.ts'
import { ensureDrop } from './ensure-drop.ts'
import { ensurePromotions, ensureSales } from './ensure-offers.ts'
import { ensureCategories, ensureWarehouses } from './ensure-places.ts'
import { ensureShippingRates, ensureStaff, ensureVendors } from './ensure-vendors.ts'
import { importProducts } from './import-products.ts'
import { ensureReviews } from './import-reviews.ts'
import { nameAttributes } from './name-attributes.ts'
import { signIn } from './person.ts'
import type { LoadSettings } from './settings.ts'
import { openWire } from './wire.ts'

export type Say = (line: string) => void

/**
 * Makes everything of the demo but its pictures, over the API alone. Each step looks first and makes what is missing,
 * so a load that was stopped anywhere is finished by the next one.
 */
export async function loadMarket(settings: LoadSettings, say: Say): Promise<void> {
  const wire = openWire(settings.url, say)
  const { password } = settings
  const operator = await signIn(wire, settings.operator)
  const [userIds, warehouses, categoryIds] = await Promise.all([
    ensureAccounts(wire, operator, settings),
    ensureWarehouses(operator),
    ensureCategories(operator),
  ])
  say(`${userIds.size} accounts, ${warehouses} warehouses, ${categoryIds.size} categories`)
  const vendorIds = await ensureVendors({ wire, operator, password, categoryIds })
  const rates = await ensureShippingRates(operator, vendorIds)
  await ensureStaff({ wire, operator, password, vendorIds, userIds })
  say(`${vendorIds.size} vendors with ${rates} shipping rates`)
  const products = await importProducts(operator, vendorIds)
  say(`${products} products with prices in five currencies and stock`)
  const said = await ensureReviews(operator, Date.now())
  const facts = await nameAttributes(operator)
  say(`${said} reviews in three languages, ${facts} kinds of facts`)
  const sales = await ensureSales(operator, Date.now())
  const promotions = await ensurePromotions(operator, vendorIds)
  say(`${sales} reduced products, ${promotions} promotion codes`)
  say(await ensureDrop(operator, Date.now()))
}
