import account from '../../texts/ar/account.json' with { type: 'json' }
import checkout from '../../texts/ar/checkout.json' with { type: 'json' }
import drop from '../../texts/ar/drop.json' with { type: 'json' }
import market from '../../texts/ar/market.json' with { type: 'json' }
import product from '../../texts/ar/product.json' with { type: 'json' }
import shop from '../../texts/ar/shop.json' with { type: 'json' }

export const ar = { ...account, ...checkout, ...drop, ...market, ...product, ...shop }
