import {
  index,
  layout,
  prefix,
  type RouteConfig,
  type RouteConfigEntry,
  route,
} from '@react-router/dev/routes'

/** Every page, once for each language: `/bag`, `/de/bag`, `/ar/bag`. The file names the page. */
const pages: Readonly<Record<string, string>> = {
  'categories/:slug': 'category',
  search: 'search',
  vendors: 'vendors',
  'vendors/:slug': 'vendor',
  'products/:slug': 'product',
  'products/:slug/reviews': 'reviews',
  'drops/:slug': 'drop',
  bag: 'bag',
  checkout: 'checkout',
  'checkout/pay/:orderId': 'pay',
  'orders/track': 'track',
  'orders/:orderId/thanks': 'thanks',
  'sign-in': 'sign-in',
  'sign-up': 'sign-up',
  'verify-email': 'verify-email',
  'forgot-password': 'forgot-password',
  'reset-password': 'reset-password',
  account: 'account',
  'account/orders': 'account-orders',
  'account/orders/:orderId': 'account-order',
  'account/orders/:orderId/return': 'account-return',
  'account/addresses': 'account-addresses',
  'account/profile': 'account-profile',
  privacy: 'privacy',
  '*': 'not-found',
}

/** What answers without a page around it. */
const bare: Readonly<Record<string, string>> = {
  preferences: 'preferences',
  'sign-out': 'sign-out',
  suggestions: 'suggestions',
  'drops/:slug/state': 'drop-state',
}

const list = (files: Readonly<Record<string, string>>, language: string): RouteConfigEntry[] =>
  Object.entries(files).map(([path, file]) =>
    route(path, `routes/${file}.tsx`, { id: `${language}/${file}` }),
  )

const shopIn = (language: string): RouteConfigEntry[] => [
  layout('routes/shop.tsx', { id: `${language}/shop` }, [
    index('routes/home.tsx', { id: `${language}/home` }),
    ...list(pages, language),
  ]),
  ...list(bare, language),
]

export default [
  ...shopIn(''),
  ...prefix('de', shopIn('de')),
  ...prefix('ar', shopIn('ar')),
  route('sitemap.xml', 'routes/sitemap.tsx'),
  route('robots.txt', 'routes/robots.tsx'),
] satisfies RouteConfig
