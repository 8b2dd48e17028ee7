import type { Api } from './api.ts'
import { stop } from './stop.ts'

type Vendor = { vendorId: string; slug: string; name: string }
type Page = { items: Vendor[]; next: string | null }

/** The vendor that somebody means by a slug, an id or a name. */
export async function findVendor(api: Api, meant: string): Promise<Vendor> {
  if (/^[a-z0-9-]+$/.test(meant)) {
    const found = await api.try<Vendor>(`/api/vendors/${meant}`)
    if (found.ok) return found.value
    if (found.code !== 'NOT_FOUND' && found.code !== 'VENDOR_NOT_FOUND')
      throw stop(`${found.code}: ${found.detail}`)
  }
  const wanted = meant.toLowerCase()
  let after = ''
  for (;;) {
    const page = await api.ask<Page>(`/api/vendors?limit=100${after}`)
    const found = page.items.find((vendor) => vendor.name.toLowerCase() === wanted)
    if (found) return found
    if (!page.next) throw stop(`There is no vendor "${meant}" in the shop`)
    after = `&after=${encodeURIComponent(page.next)}`
  }
}
