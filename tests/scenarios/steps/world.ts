import { join } from 'node:path'
import { After, AfterAll, BeforeAll, setDefaultTimeout, setWorldConstructor, World } from '@cucumber/cucumber'
import {
  type Market,
  type Order,
  openMarket,
  type Person,
  type Product,
  type Quote,
  type RunningShape,
  type Shape,
  startShape,
  type Vendor,
  type WireAnswer,
} from '@rialto/testing'

setDefaultTimeout(60_000)

let shape: RunningShape
let market: Market

BeforeAll({ timeout: 240_000 }, async () => {
  shape = await startShape((process.env['RIALTO_SHAPE'] ?? 'one') as Shape, {
    env: {
      EXTENSIONS: 'loyalty,guard',
      EXTENSIONS_DIRECTORY: join(import.meta.dirname, '../../../extensions'),
    },
  })
  market = openMarket(shape.url, shape.simulatorUrl)
})

AfterAll(async () => {
  await shape?.stop()
})

/** What one scenario remembers. People and vendors go by the names in its text. */
export class Scenario extends World {
  readonly people = new Map<string, Person>()
  readonly vendors = new Map<string, Vendor>()
  readonly products = new Map<string, Product>()
  orders: Order[] = []
  answers: WireAnswer<never>[] = []
  quote: Quote | null = null
  buyer: Person | null = null
  faultIds: string[] = []

  get shape(): RunningShape {
    return shape
  }

  get market(): Market {
    return market
  }

  get order(): Order {
    const order = this.orders.at(-1)
    if (!order) throw new Error('There is no order yet')
    return order
  }

  get answer(): WireAnswer<never> {
    const answer = this.answers.at(-1)
    if (!answer) throw new Error('Nothing was answered yet')
    return answer
  }

  person(name: string): Person {
    const person = this.people.get(name)
    if (!person) throw new Error(`Nobody here is called ${name}`)
    return person
  }

  vendor(name: string): Vendor {
    const vendor = this.vendors.get(name)
    if (!vendor) throw new Error(`There is no vendor ${name}`)
    return vendor
  }

  product(name: string): Product {
    const product = this.products.get(name)
    if (!product) throw new Error(`${name} has no product`)
    return product
  }

  get someone(): Person {
    if (!this.buyer) throw new Error('Nobody has ordered yet')
    return this.buyer
  }

  /** Asks the provider's own books, with the key of the shape's simulator. */
  provider<T>(path: string): Promise<T> {
    return market.simulator.ask<T>('GET', path, { token: shape.stripeSecretKey })
  }

  /** The provider's intents of the present order. */
  async intents(): Promise<{ id: string; metadata: Record<string, string> }[]> {
    const list = await this.provider<{ data: { id: string; metadata: Record<string, string> }[] }>(
      '/v1/payment_intents?limit=100',
    )
    return list.data.filter((intent) => intent.metadata['orderId'] === this.order.orderId)
  }
}

setWorldConstructor(Scenario)

After(async function (this: Scenario) {
  for (const id of this.faultIds) await market.simulator.send('DELETE', `/_sim/faults/${id}`)
})
