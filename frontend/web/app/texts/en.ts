import account from '../../texts/en/account.json' with { type: 'json' }
import checkout from '../../texts/en/checkout.json' with { type: 'json' }
import drop from '../../texts/en/drop.json' with { type: 'json' }
import market from '../../texts/en/market.json' with { type: 'json' }
import product from '../../texts/en/product.json' with { type: 'json' }
import shop from '../../texts/en/shop.json' with { type: 'json' }

export const en = { ...account, ...checkout, ...drop, ...market, ...product, ...shop }
