import type { IconName } from '@rialto/ui'
import type { TextKey } from '../texts.ts'

export type NavigationItem = {
  readonly to: string
  readonly text: TextKey
  readonly icon: IconName
  /** Shown to those who hold one of these permissions; without any, to everybody of the side. */
  readonly permissions?: readonly string[]
}

const operator: readonly NavigationItem[] = [
  { to: '/', text: 'frame.nav.home', icon: 'clock' },
  { to: '/orders', text: 'frame.nav.orders', icon: 'bag', permissions: ['order.read_all_orders'] },
  { to: '/approvals', text: 'frame.nav.approvals', icon: 'check', permissions: ['product.approve_product'] },
  { to: '/vendors', text: 'frame.nav.vendors', icon: 'person', permissions: ['vendor.read_contacts'] },
  { to: '/state', text: 'frame.nav.state', icon: 'pulse', permissions: ['tenant.read_state'] },
  { to: '/audit', text: 'frame.nav.audit', icon: 'info', permissions: ['audit.read_entries'] },
]

const vendor: readonly NavigationItem[] = [
  {
    to: '/vendor/orders',
    text: 'frame.nav.vendorOrders',
    icon: 'truck',
    permissions: ['order.read_vendor_orders'],
  },
  {
    to: '/vendor/returns',
    text: 'frame.nav.vendorReturns',
    icon: 'arrow',
    permissions: ['order.read_vendor_orders'],
  },
  {
    to: '/vendor/products',
    text: 'frame.nav.vendorProducts',
    icon: 'box',
    permissions: ['product.read_products'],
  },
  {
    to: '/vendor/imports',
    text: 'frame.nav.vendorImports',
    icon: 'plus',
    permissions: ['product.import_products'],
  },
  {
    to: '/vendor/stock',
    text: 'frame.nav.vendorStock',
    icon: 'filter',
    permissions: ['inventory.read_stock'],
  },
]

type Person = { readonly side: 'operator' | 'vendor'; readonly permissions: readonly string[] }

/** The pages that somebody may open, in the order of the navigation. */
export function navigationFor({ side, permissions }: Person): readonly NavigationItem[] {
  const items = side === 'operator' ? operator : vendor
  return items.filter((item) => item.permissions?.some((one) => permissions.includes(one)) ?? true)
}
