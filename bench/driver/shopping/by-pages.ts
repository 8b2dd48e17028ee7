import { randomUUID } from 'node:crypto'
import type { Agent } from 'node:http'
import { address } from '@rialto/testing'
import { administering, type Call, newAccount } from './by-api.ts'
import { hiddenField, openVisitor, type PageAnswer } from './page-visitor.ts'
import { oneOf } from './shop-window.ts'
import type { Shopper } from './shopper.ts'

export type Browsing = Call & {
  agent: Agent
  /** Makes the token that the provider's card form gives for a card. */
  cardToken(): Promise<string>
}

/** A shopper in front of the shop's own pages, without script. */
export function openPageShopper(browsing: Browsing): Shopper {
  const { wire, window, agent } = browsing
  const { open, send } = openVisitor(wire.url, agent)
  const email = `visitor-${randomUUID()}@people.example`
  let till: PageAnswer | null = null
  let orderId = ''
  /** The form of the checkout as it stands on the page that was answered last. */
  const sendTill = (page: PageAnswer | null, intent: string) => {
    if (!page) throw new Error('The checkout was not opened')
    const { name, city, postalCode, country } = address
    const [street = ''] = address.lines
    const typed = { email, name, street, city, postalCode, country, addressId: 'new' }
    const hidden = { key: hiddenField(page, 'key'), seen: hiddenField(page, 'seen') }
    return send('/checkout', { ...typed, ...hidden, intent })
  }
  return {
    way: 'pages',
    does: {
      home: () => open('/'),
      'new products': () => open('/search?sort=newest'),
      'best sellers': () => open(`/categories/${oneOf(window.categories)}?sort=most-wanted`),
      'product detail': () => open(`/products/${oneOf(window.products).slug}`),
      'search request': () => open(`/suggestions?q=${oneOf(window.words).slice(0, 3)}`),
      'search results': () => open(`/search?q=${oneOf(window.words)}`),
      'shopping cart': () => {
        const { slug, sku } = oneOf(window.products)
        return send(`/products/${slug}`, { sku, quantity: '1', key: randomUUID() })
      },
      'customer registration': async () => {
        await open('/sign-up')
        await send('/sign-up', newAccount())
      },
      'buy request': async () => {
        till = await sendTill(await open('/checkout'), 'refresh')
      },
      'buy confirm': async () => {
        const paying = await sendTill(till, 'order')
        orderId = paying.path.split('/').at(-1) ?? ''
        browsing.sawOrder(orderId)
        await send(paying.path, { token: await browsing.cardToken(), key: hiddenField(paying, 'key') })
      },
      'order inquiry': () => open('/orders/track'),
      'order display': () => open(`/orders/${orderId}/thanks`),
      ...administering(browsing),
    },
  }
}
