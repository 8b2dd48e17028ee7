import { endpoint, id, nullable, oneOf, quantity, struct, text } from '@rialto/core'
import { isCurrency } from '@rialto/money'
import { quote } from '@rialto/pricing-service/contract'
import { localOptions, localText } from '@rialto/product-service/contract'
import { Type } from 'typebox'
import { address, country, email } from './address.ts'

const currency = Type.Refine(
  Type.String({ pattern: '^[A-Z]{3}$', description: 'Currency code of ISO 4217' }),
  isCurrency,
  () => 'must be the code of a currency in use',
)
const language = oneOf(['en', 'de', 'ar'])
const version = Type.Integer({ minimum: 1, description: 'The version that was read; travels as If-Match' })
const shippingChoices = Type.Array(struct({ vendorId: id(), methodId: id() }), {
  maxItems: 50,
  description: 'The way of shipping, for each vendor',
})
const codes = Type.Array(text(40), { maxItems: 5, description: 'Promotion codes' })

const cartLine = struct({
  lineId: id(),
  sku: text(100),
  variantId: id(),
  productId: id(),
  vendorId: id(),
  slug: text(200),
  title: localText(300),
  options: Type.Record(Type.String(), Type.String()),
  localOptions: Type.Optional(localOptions),
  image: nullable(Type.String()),
  quantity: quantity(),
  dropId: Type.Optional(id('The units come from the slice of this drop')),
})

const cartFields = {
  cartId: id(),
  version: Type.Integer(),
  state: oneOf(['open', 'ordered', 'abandoned']),
  orderId: nullable(id()),
  currency,
  language,
  country,
  lines: Type.Array(cartLine),
  shipping: shippingChoices,
  codes,
}

/** What keyed requests answer: no personal data, because the answer is stored with the key. */
const cart = struct(cartFields)

const cartWithContact = struct({
  ...cartFields,
  email: nullable(email),
  shippingAddress: nullable(address),
  billingAddress: nullable(address),
})

const cartRefusals = { CART_CLOSED: 409 } as const
/** What a drop may answer, when a line is added and again inside the hold. */
export const dropRefusals = {
  SOLD_OUT: 409,
  LIMIT_REACHED: 409,
  DROP_NOT_OPEN: 409,
  DROP_ENDED: 409,
  ACCOUNT_REQUIRED: 403,
} as const
const productRefusals = { PRODUCT_NOT_FOUND: 404, PRODUCT_NOT_AVAILABLE: 409 } as const

export const createCart = endpoint({
  name: 'order.create_cart',
  summary: 'Opens a cart. Keep `cartKey`: it proves that a guest’s cart is yours after you signed in',
  method: 'POST',
  path: '/api/carts',
  permission: 'order.use_cart',
  audit: 'none',
  input: struct({ currency, language, country }),
  reply: struct({ ...cartFields, cartKey: text(64) }),
  status: 201,
  idempotency: 'key',
})

export const getCart = endpoint({
  name: 'order.get_cart',
  summary: 'A cart with its lines, addresses and choices',
  method: 'GET',
  path: '/api/carts/:cartId',
  permission: 'order.use_cart',
  input: struct({ cartId: id() }),
  reply: cartWithContact,
})

export const addCartItem = endpoint({
  name: 'order.add_cart_item',
  summary: 'Puts units of a product into the cart; a SKU that is there already gets more units',
  method: 'POST',
  path: '/api/carts/:cartId/items',
  permission: 'order.use_cart',
  audit: 'none',
  input: struct({
    cartId: id(),
    sku: Type.Optional(text(100)),
    variantId: Type.Optional(id()),
    quantity: quantity(1, 10_000),
    dropId: Type.Optional(id('Buys from this drop: only while it is open, only with an account')),
  }),
  reply: cart,
  status: 201,
  idempotency: 'key',
  refusals: {
    ...cartRefusals,
    ...productRefusals,
    ...dropRefusals,
    CART_FULL: 409,
    CART_LINE_OF_DROP: 409,
  },
})

export const changeCartItem = endpoint({
  name: 'order.change_cart_item',
  summary: 'Sets the quantity of a line',
  method: 'PATCH',
  path: '/api/carts/:cartId/items/:lineId',
  permission: 'order.use_cart',
  audit: 'none',
  input: struct({ cartId: id(), lineId: id(), quantity: quantity(1, 10_000), version }),
  reply: cart,
  refusals: cartRefusals,
})

export const removeCartItem = endpoint({
  name: 'order.remove_cart_item',
  summary: 'Takes a line out of the cart',
  method: 'DELETE',
  path: '/api/carts/:cartId/items/:lineId',
  permission: 'order.use_cart',
  audit: 'none',
  input: struct({ cartId: id(), lineId: id() }),
  reply: cart,
  refusals: cartRefusals,
})

export const changeCart = endpoint({
  name: 'order.change_cart',
  summary: 'Sets mail, addresses, currency, language, country, shipping choices or promotion codes',
  method: 'PATCH',
  path: '/api/carts/:cartId',
  permission: 'order.use_cart',
  audit: 'none',
  input: struct({
    cartId: id(),
    version,
    email: Type.Optional(email),
    shippingAddress: Type.Optional(address),
    billingAddress: Type.Optional(nullable(address)),
    currency: Type.Optional(currency),
    language: Type.Optional(language),
    country: Type.Optional(country),
    shipping: Type.Optional(shippingChoices),
    codes: Type.Optional(codes),
  }),
  reply: cartWithContact,
  refusals: cartRefusals,
})

export const quoteCart = endpoint({
  name: 'order.quote_cart',
  summary: 'What the cart costs now. Send the quote’s id and digest with the order',
  method: 'POST',
  path: '/api/carts/:cartId/quote',
  permission: 'order.use_cart',
  audit: 'none',
  input: struct({ cartId: id() }),
  reply: struct({ cartId: id(), cartVersion: Type.Integer(), quote }),
  retry: 'safe',
  refusals: { ...cartRefusals, CART_EMPTY: 409, PRODUCT_NOT_AVAILABLE: 409, BASKET_TOO_LARGE: 422 },
})

export const mergeCart = endpoint({
  name: 'order.merge_cart',
  summary: 'A person who signed in takes over the cart that they filled as a guest',
  method: 'POST',
  path: '/api/carts/merge',
  permission: 'order.use_cart',
  audit: 'none',
  input: struct({
    guestCartId: id(),
    cartKey: text(64, { description: 'The key that the guest’s cart was created with' }),
    cartId: Type.Optional(id('The own cart that gets the lines; without it the guest’s cart becomes yours')),
  }),
  reply: cart,
  idempotency: 'key',
  refusals: { ...cartRefusals, CART_FULL: 409 },
})
