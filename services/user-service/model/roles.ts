/** What a person without an account may do: fill a basket and buy it. */
const guest = [
  'order.use_cart',
  'order.place_order',
  'order.read_orders',
  'order.cancel_orders',
  'order.request_returns',
  'payment.pay_order',
]

/** The same with an account; the account itself needs no permission but to be signed in. */
const shopper = [...guest]

/** Sees the vendor's orders, hands parcels over, counts what lies on the shelf. */
const vendorPacker = [
  'inventory.change_stock',
  'inventory.read_stock',
  'order.fulfil_orders',
  'order.read_vendor_orders',
  'order.receive_returns',
  'product.read_products',
]

/** Reads what was sold, what it cost and on which terms; changes nothing. */
const vendorFinance = [
  'order.read_vendor_orders',
  'payment.read_statement',
  'pricing.read_prices',
  'product.read_products',
  'vendor.read_agreements',
]

/** Runs the vendor's day: products, prices, promotions, shipping, stock and orders. */
const vendorManager = [
  ...vendorPacker,
  'order.cancel_vendor_orders',
  'order.decide_returns',
  'pricing.change_prices',
  'pricing.manage_promotions',
  'pricing.manage_shipping',
  'pricing.read_prices',
  'product.edit_products',
  'product.import_products',
  'vendor.change_profile',
  'vendor.read_contacts',
  'vendor.read_staff',
]

/** Everything of the vendor, and who works for it. */
const vendorOwner = [...vendorManager, ...vendorFinance, 'vendor.manage_staff']

/** Keeps the catalogue in order: categories, attributes, approvals, prices and stock of all vendors. */
const operatorCatalogue = [
  'fan.manage_drops',
  'inventory.change_stock',
  'inventory.manage_warehouses',
  'inventory.read_stock',
  'pricing.change_prices',
  'pricing.manage_promotions',
  'pricing.manage_shipping',
  'pricing.read_prices',
  'product.approve_product',
  'product.edit_products',
  'product.import_products',
  'product.manage_catalogue',
  'product.moderate_reviews',
  'product.read_products',
]

/** Answers customers and vendors: sees orders and accounts, cancels, ships for a vendor who cannot. */
const operatorSupport = [
  'inventory.read_stock',
  'order.cancel_orders',
  'order.cancel_vendor_orders',
  'order.decide_returns',
  'order.fulfil_orders',
  'order.read_all_orders',
  'order.read_orders',
  'order.read_vendor_orders',
  'order.receive_returns',
  'order.request_returns',
  'product.moderate_reviews',
  'product.read_products',
  'user.read_users',
  'vendor.read_contacts',
  'vendor.read_staff',
]

/** Handles money: refunds, taxes, the ledger, the terms with vendors. */
const operatorFinance = [
  'order.read_all_orders',
  'order.read_orders',
  'order.read_vendor_orders',
  'payment.manage_ledger',
  'payment.read_ledger',
  'payment.read_statement',
  'payment.refund_order',
  'pricing.manage_taxes',
  'pricing.read_prices',
  'vendor.manage_agreements',
  'vendor.read_agreements',
]

/** Everything an operator can do, who sells here, and who the operators are. */
const operatorAdmin = [
  ...operatorCatalogue,
  ...operatorSupport,
  ...operatorFinance,
  'audit.read_entries',
  'doctor.read_findings',
  'event.read_streams',
  'event.replay_streams',
  'tenant.manage_tenants',
  'tenant.read_state',
  'tenant.read_tenants',
  'user.ensure_accounts',
  'user.grant_roles',
  'vendor.change_profile',
  'vendor.manage_staff',
  'vendor.manage_vendors',
]

/** Roles and their permissions. A permission of a public endpoint that is in none fails a test (INV-7). */
export const roles: Readonly<Record<string, readonly string[]>> = {
  guest,
  shopper,
  vendor_owner: vendorOwner,
  vendor_manager: vendorManager,
  vendor_packer: vendorPacker,
  vendor_finance: vendorFinance,
  operator_admin: operatorAdmin,
  operator_catalogue: operatorCatalogue,
  operator_support: operatorSupport,
  operator_finance: operatorFinance,
}

/** What somebody with these roles may do; unknown roles give nothing. */
export function permissionsOf(names: readonly string[]): string[] {
  return [...new Set(names.flatMap((name) => roles[name] ?? []))].sort()
}
