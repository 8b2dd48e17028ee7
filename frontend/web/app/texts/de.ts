import account from '../../texts/de/account.json' with { type: 'json' }
import checkout from '../../texts/de/checkout.json' with { type: 'json' }
import drop from '../../texts/de/drop.json' with { type: 'json' }
import market from '../../texts/de/market.json' with { type: 'json' }
import product from '../../texts/de/product.json' with { type: 'json' }
import shop from '../../texts/de/shop.json' with { type: 'json' }

export const de = { ...account, ...checkout, ...drop, ...market, ...product, ...shop }
