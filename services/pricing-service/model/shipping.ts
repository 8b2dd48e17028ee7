import { refuse } from '@rialto/core'
import { allocate, type Currency } from '@rialto/money'
import { type Line, payable, type QuoteRequest } from './lines.ts'
import { taxInside, taxOnTop } from './taxes.ts'

/** What a way of shipping is called in other languages. */
export type LocalNames = { de?: string; ar?: string }

/** A way of shipping that reaches the basket's country. */
export type RateFact = {
  rateId: string
  vendorId: string
  name: string
  localNames: LocalNames
  daysMin: number
  daysMax: number
  bands: readonly { upToGrams: number; price: { amount: number; currency: string } }[]
  /** The worth of the vendor's goods from which it costs nothing. */
  freeFrom: readonly { amount: number; currency: string }[]
  /** Whether its zone names the country; otherwise it is for every country that no other rate names. */
  namesCountry: boolean
}

type ShippingOption = {
  methodId: string
  name: string
  localNames: LocalNames
  price: bigint
  daysMin: number
  daysMax: number
}

/** The goods of one vendor, and how they may travel. `waived` is what promotions take off the shipping. */
export type Parcel = {
  readonly vendorId: string
  readonly lines: readonly Line[]
  readonly options: readonly ShippingOption[]
  readonly chosen: ShippingOption | null
  waived: bigint
  waivedByPlatform: bigint
}

/** Makes one parcel for each vendor, in the order in which the basket names them. */
export function packParcels(
  request: QuoteRequest,
  lines: readonly Line[],
  rates: readonly RateFact[],
): Parcel[] {
  const choices = new Map(request.shipping.map((choice) => [choice.vendorId, choice.methodId]))
  const vendorIds = [...new Set(request.lines.map((line) => line.vendorId))]
  return vendorIds.flatMap((vendorId) => {
    const own = lines.filter((line) => line.vendorId === vendorId)
    if (own.length === 0) return []
    const options = optionsOf(request.currency, own, rates)
    const wanted = options.find((option) => option.methodId === choices.get(vendorId))
    const chosen = wanted ?? options[0] ?? null
    return [{ vendorId, lines: own, options, chosen, waived: 0n, waivedByPlatform: 0n }]
  })
}

/** How one vendor delivers a parcel of this weight, the way that counts without a choice first. */
export function deliveryOptions(rates: readonly RateFact[], currency: string, grams: number) {
  const isNamed = rates.some((rate) => rate.namesCountry)
  const options = rates.flatMap((rate) => {
    const amount = bandPrice(rate, currency, grams)
    if (rate.namesCountry !== isNamed || amount === undefined) return []
    const { rateId: methodId, name, localNames, daysMin, daysMax } = rate
    const freeFrom = rate.freeFrom.find((one) => one.currency === currency)?.amount ?? null
    return [{ methodId, name, localNames, daysMin, daysMax, price: BigInt(amount), freeFrom }]
  })
  return options.sort(byPriceThenSpeed)
}

/** Cheapest first, then fastest: without a choice the first one counts. */
function optionsOf(currency: string, lines: readonly Line[], rates: readonly RateFact[]): ShippingOption[] {
  const vendorId = lines[0]?.vendorId
  const grams = lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0)
  const worth = lines.reduce((sum, line) => sum + line.subtotal, 0n)
  const own = rates.filter((rate) => rate.vendorId === vendorId)
  const isNamed = own.some((rate) => rate.namesCountry)
  const options = own.flatMap((rate) => {
    const amount = bandPrice(rate, currency, grams)
    if (rate.namesCountry !== isNamed || amount === undefined) return []
    const { rateId: methodId, name, localNames, daysMin, daysMax } = rate
    const price = isFree(rate, currency, worth) ? 0n : BigInt(amount)
    return [{ methodId, name, localNames, price, daysMin, daysMax }]
  })
  return options.sort(byPriceThenSpeed)
}

function byPriceThenSpeed(left: ShippingOption, right: ShippingOption): number {
  if (left.price !== right.price) return left.price < right.price ? -1 : 1
  if (left.daysMax !== right.daysMax) return left.daysMax - right.daysMax
  return left.methodId < right.methodId ? -1 : 1
}

/** The price of the lightest band that still holds the weight. */
function bandPrice(rate: RateFact, currency: string, grams: number): number | undefined {
  let best: RateFact['bands'][number] | undefined
  for (const band of rate.bands) {
    if (band.price.currency !== currency || band.upToGrams < grams) continue
    if (!best || band.upToGrams < best.upToGrams) best = band
  }
  return best?.price.amount
}

function isFree(rate: RateFact, currency: string, worth: bigint): boolean {
  const from = rate.freeFrom.find((one) => one.currency === currency)
  return from !== undefined && worth >= BigInt(from.amount)
}

/** What the shopper pays for shipping, before tax on top. */
export function shippingPaid(parcel: Parcel): bigint {
  return (parcel.chosen?.price ?? 0n) - parcel.waived
}

export type RateOfLine = { ratePpm: number; inclusive: boolean; taxesShipping: boolean }

/**
 * Shipping follows the goods: it is split over their tax rates by what is paid for them, and each part is taxed at
 * its rate. A parcel of books and wine is so taxed neither as all books nor as all wine.
 */
export function taxShipping(
  parcel: Parcel,
  rates: ReadonlyMap<Line, RateOfLine>,
  money: { currency: Currency; step: bigint },
): { added: bigint; included: bigint } {
  const groups = new Map<string, { rate: RateOfLine; weight: bigint }>()
  for (const line of parcel.lines) {
    const rate = rates.get(line)
    if (!rate) continue
    const key = `${rate.ratePpm} ${rate.inclusive} ${rate.taxesShipping}`
    const group = groups.get(key) ?? { rate, weight: 0n }
    group.weight += payable(line)
    groups.set(key, group)
  }
  const sorted = [...groups].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, group]) => group)
  const parts = allocate(
    { amount: shippingPaid(parcel), currency: money.currency },
    sorted.map((group) => group.weight),
    money.step,
  )
  const tax = { added: 0n, included: 0n }
  for (const [index, { rate }] of sorted.entries()) {
    const part = parts[index]?.amount ?? 0n
    if (!rate.taxesShipping) continue
    if (rate.inclusive) tax.included += taxInside(part, rate.ratePpm)
    else tax.added += taxOnTop(part, rate.ratePpm, money.step)
  }
  return tax
}

/** Whether a way of shipping makes sense: its days in order, and one price for each weight and currency. */
export function checkShippingRate(rate: {
  daysMin: number
  daysMax: number
  bands: readonly { upToGrams: number; price: { currency: string } }[]
  freeFrom: readonly { currency: string }[]
}) {
  if (rate.daysMin > rate.daysMax) {
    return refuse('VALIDATION_FAILED', '`daysMin` must not be more than `daysMax`')
  }
  const keys = rate.bands.map((band) => `${band.price.currency} ${band.upToGrams}`)
  if (new Set(keys).size < keys.length) {
    return refuse('VALIDATION_FAILED', 'Two bands have the same weight and currency')
  }
  if (new Set(rate.freeFrom.map((one) => one.currency)).size === rate.freeFrom.length) return null
  return refuse('VALIDATION_FAILED', '`freeFrom` names a currency twice')
}
