import { pricesOf } from './prices.ts'
import type { Promotion, Reduction } from './types.ts'

// One of each kind and payer: what a code costs, and whom, is the part that is easily got wrong.
export const promotions: Promotion[] = [
  {
    code: 'WELCOME10',
    name: 'Ten percent off a first order',
    kind: 'percent',
    percent: 10,
    minimum: pricesOf(3_000),
    usesPerPersonMax: 1,
    fundedBy: 'platform',
  },
  {
    code: 'BRIDGE15',
    name: 'Fifteen off when you buy for a hundred',
    kind: 'fixed',
    off: pricesOf(1_500),
    minimum: pricesOf(10_000),
    usesPerPersonMax: 3,
    usesMax: 500,
    fundedBy: 'platform',
  },
  {
    code: 'FREEBOAT',
    name: 'Delivery is on the market',
    kind: 'free_shipping',
    minimum: pricesOf(5_000),
    usesPerPersonMax: 2,
    usesMax: 1_000,
    fundedBy: 'platform',
  },
  {
    code: 'WOOL20',
    name: 'A fifth off before the winter',
    kind: 'percent',
    percent: 20,
    minimum: pricesOf(8_000),
    usesPerPersonMax: 1,
    usesMax: 200,
    fundedBy: 'vendor',
    vendor: 'north-pier-wool',
  },
  {
    code: 'MORNING5',
    name: 'Five off with two bags of coffee',
    kind: 'fixed',
    off: pricesOf(500),
    minimum: pricesOf(2_500),
    usesPerPersonMax: 5,
    fundedBy: 'vendor',
    vendor: 'calle-nove',
  },
  {
    code: 'TEATIME',
    name: 'Asagiri pays the postage',
    kind: 'free_shipping',
    minimum: pricesOf(4_000),
    usesPerPersonMax: 1,
    usesMax: 300,
    fundedBy: 'vendor',
    vendor: 'asagiri',
  },
]

type Offer = [vendor: string, productId: string, percent: number, startsInDays: number, endsInDays: number]

const offers: Offer[] = [
  ['calle-nove', 'CN-105', 15, -4, 24],
  ['calle-nove', 'CN-203', 20, -2, 12],
  ['hafen-und-holz', 'HH-115', 15, -9, 19],
  ['hafen-und-holz', 'HH-107', 10, -1, 13],
  ['asagiri', 'AS-203', 15, -6, 8],
  ['asagiri', 'AS-130', 10, -3, 27],
  ['linho-do-minho', 'LM-103', 20, -5, 23],
  ['linho-do-minho', 'LM-121', 25, -7, 7],
  ['north-pier-wool', 'NP-104', 15, -2, 26],
  ['north-pier-wool', 'NP-141', 20, -8, 20],
  ['papeterie-colombe', 'PC-107', 30, -10, 18],
  ['papeterie-colombe', 'PC-201', 10, -3, 11],
  ['halden-audio', 'HA-102', 15, -4, 10],
  ['halden-audio', 'HA-320', 20, -6, 22],
  ['redwood-trail', 'RT-101', 15, -1, 27],
  ['redwood-trail', 'RT-207', 20, -9, 5],
  ['immergruen', 'IG-201', 15, -5, 16],
  ['immergruen', 'IG-107', 25, -3, 4],
  ['little-harbour', 'LH-121', 20, -7, 14],
  ['little-harbour', 'LH-101', 10, -2, 19],
  ['maison-garrigue', 'MG-103', 15, -6, 15],
  ['maison-garrigue', 'MG-220', 20, -4, 25],
  ['bayt-zafaran', 'BZ-110', 15, -3, 18],
  ['bayt-zafaran', 'BZ-402', 20, -8, 6],
]

/** Two products of each vendor that cost less for a while. */
export const reductions: Reduction[] = offers.map(
  ([vendor, productId, percent, startsInDays, endsInDays]) => ({
    vendor,
    productId,
    percent,
    startsInDays,
    endsInDays,
  }),
)
