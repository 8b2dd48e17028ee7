import { pricesOf } from './prices.ts'
import type { ShippingRate, ShippingZone, Vendor } from './types.ts'
import { vendors } from './vendors.ts'

export const shippingZones: ShippingZone[] = [
  {
    code: 'DE',
    names: { en: 'Parcel to Germany', de: 'Paket nach Deutschland', ar: 'طرد إلى ألمانيا' },
    countries: ['DE'],
  },
  {
    code: 'EU',
    names: {
      en: 'Parcel to the European Union',
      de: 'Paket in die Europäische Union',
      ar: 'طرد إلى الاتحاد الأوروبي',
    },
    countries: 'AT BE BG CY CZ DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK'.split(' '),
  },
  {
    code: 'UK',
    names: {
      en: 'Parcel to the United Kingdom',
      de: 'Paket ins Vereinigte Königreich',
      ar: 'طرد إلى المملكة المتحدة',
    },
    countries: ['GB'],
  },
  {
    code: 'US',
    names: { en: 'Parcel to the United States', de: 'Paket in die USA', ar: 'طرد إلى الولايات المتحدة' },
    countries: ['US'],
  },
  {
    code: 'WORLD',
    names: {
      en: 'Parcel to the rest of the world',
      de: 'Paket in die übrige Welt',
      ar: 'طرد إلى بقية العالم',
    },
    countries: [],
  },
]

type Region = 'DE' | 'EU' | 'UK' | 'US' | 'FAR'

// What the first band costs in euro cents, and how many days it takes, from where to where.
const lanes: Record<Region, Record<string, [euroCents: number, daysMin: number, daysMax: number]>> = {
  DE: { DE: [490, 1, 2], EU: [990, 2, 5], UK: [1490, 4, 7], US: [2490, 5, 9], WORLD: [2990, 6, 12] },
  EU: { DE: [690, 2, 4], EU: [790, 2, 5], UK: [1490, 4, 7], US: [2490, 5, 9], WORLD: [2990, 6, 12] },
  UK: { DE: [1290, 4, 7], EU: [1390, 4, 8], UK: [450, 1, 3], US: [2190, 5, 9], WORLD: [2890, 6, 12] },
  US: { DE: [2290, 6, 10], EU: [2390, 6, 11], UK: [2190, 5, 9], US: [690, 2, 5], WORLD: [3290, 7, 14] },
  FAR: { DE: [1890, 5, 9], EU: [1990, 5, 10], UK: [1990, 5, 9], US: [2190, 5, 10], WORLD: [2490, 6, 12] },
}

const bands: [weightGramsMax: number, factor: number][] = [
  [1_000, 1],
  [5_000, 1.5],
  [20_000, 2.6],
  [31_500, 4],
]

// From these totals the vendor pays the postage, where it has said so.
const freeFromEuroCents: Record<string, number> = {
  'calle-nove': 5_000,
  'hafen-und-holz': 9_000,
  'linho-do-minho': 12_000,
  'halden-audio': 10_000,
  'papeterie-colombe': 6_000,
  'maison-garrigue': 6_000,
}

function regionOf({ shipsFrom }: Vendor): Region {
  if (shipsFrom === 'DE') return 'DE'
  if (shipsFrom === 'GB') return 'UK'
  if (shipsFrom === 'US') return 'US'
  return shippingZones.some((zone) => zone.code === 'EU' && zone.countries.includes(shipsFrom)) ? 'EU' : 'FAR'
}

function rateOf(vendor: Vendor, zone: ShippingZone): ShippingRate {
  const [euroCents, daysMin, daysMax] = lanes[regionOf(vendor)][zone.code] ?? [2_990, 6, 12]
  const free = zone.code === 'DE' || zone.code === 'EU' ? freeFromEuroCents[vendor.slug] : undefined
  const { en: name, ...localNames } = zone.names
  return {
    vendor: vendor.slug,
    zone: zone.code,
    name,
    localNames,
    daysMin,
    daysMax,
    bands: bands.map(([weightGramsMax, factor]) => ({
      weightGramsMax,
      prices: pricesOf(Math.round((euroCents * factor) / 10) * 10),
    })),
    ...(free === undefined ? {} : { freeFrom: pricesOf(free) }),
  }
}

/** What each vendor asks for delivery, by zone and weight. */
export const shippingRates: ShippingRate[] = vendors.flatMap((vendor) =>
  shippingZones.map((zone) => rateOf(vendor, zone)),
)
