import { laterExpiry, readCard } from '../cards/read-card.ts'
import { findCardByToken } from '../cards/test-cards.ts'
import { missingReference, type Outcome, refuse } from '../outcome.ts'
import { fullAddress, fullBilling } from '../params/apply.ts'
import type { MethodData, ShippingParam } from '../params/pieces.ts'
import type { ConfirmationTokenRecord } from '../state/records.ts'
import type { Unit } from '../state/unit.ts'
import { unreadable } from './payment-methods.ts'

const lifeSeconds = 12 * 3600

export type TokenWish = {
  payment_method?: string | undefined
  payment_method_data?: MethodData | undefined
  return_url?: string | undefined
  setup_future_usage?: string | undefined
  shipping?: ShippingParam | undefined
  use_stripe_sdk?: boolean | undefined
}

type Sim = ConfirmationTokenRecord['sim']

/** Makes the token that a card form hands to the shop: it stands for a card and can be used once. */
export function makeToken(unit: Unit, wish: TokenWish): Outcome {
  const read = readMethod(unit, wish)
  if (!read.ok) return read
  const { shipping } = wish
  const record = unit.put('confirmation_tokens', {
    id: unit.newId('ctoken'),
    created: unit.now,
    expires_at: unit.now + lifeSeconds,
    use_stripe_sdk: wish.use_stripe_sdk ?? true,
    ...(wish.return_url === undefined ? {} : { return_url: wish.return_url }),
    ...(wish.setup_future_usage === undefined ? {} : { setup_future_usage: wish.setup_future_usage }),
    ...(shipping === undefined
      ? {}
      : {
          shipping: {
            address: fullAddress(shipping.address),
            name: shipping.name,
            phone: shipping.phone || null,
          },
        }),
    sim: read.sim,
  })
  return { ok: true, table: 'confirmation_tokens', record }
}

function readMethod(unit: Unit, wish: TokenWish): { ok: true; sim: Sim } | Extract<Outcome, { ok: false }> {
  if (wish.payment_method !== undefined) return readSaved(unit, wish.payment_method)
  const data = wish.payment_method_data
  if (data?.card === undefined) {
    const param = 'payment_method_data[card]'
    return refuse(`Missing required param: ${param}.`, { code: 'parameter_missing', param })
  }
  const read = readCard(data.card, unit.now)
  if (!read.ok) return unreadable(read, 'payment_method_data[card]')
  const billing = data.billing_details === undefined ? {} : { billing: fullBilling(data.billing_details) }
  return {
    ok: true,
    sim: { card: read.card.key, expMonth: read.expMonth, expYear: read.expYear, ...billing },
  }
}

function readSaved(unit: Unit, id: string): { ok: true; sim: Sim } | Extract<Outcome, { ok: false }> {
  const saved = unit.state.tables.payment_methods.get(id)
  if (saved !== undefined) {
    const { card, expMonth, expYear } = saved.sim
    return { ok: true, sim: { card, expMonth, expYear, method: id } }
  }
  const card = id.startsWith('pm_card_') ? findCardByToken(id) : undefined
  if (card === undefined) return missingReference('payment_method', 'PaymentMethod', id)
  return { ok: true, sim: { card: card.key, ...laterExpiry(unit.now) } }
}
