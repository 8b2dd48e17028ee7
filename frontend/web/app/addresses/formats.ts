import type { RegionList } from './regions.ts'

/** What people of a country call their postal code. */
export type PostalName = 'postal' | 'zip' | 'postcode' | 'eircode' | 'pin' | 'cep'
/** What people of a country call the part of it that an address names. */
export type RegionName =
  | 'region'
  | 'state'
  | 'province'
  | 'prefecture'
  | 'county'
  | 'emirate'
  | 'department'
  | 'governorate'
  | 'district'

export type AddressFormat = {
  /** Rows in the order in which people of the country write them: Street, Postal code, City, Region. */
  readonly rows: string
  /** `pattern` is tried on what was typed, in upper case and with single blanks. */
  readonly postal?: {
    readonly pattern: string
    readonly example: string
    readonly name?: PostalName
    readonly isOptional?: true
  }
  readonly region?: { readonly name: RegionName; readonly list?: RegionList; readonly isOptional?: true }
  /** Countries that are one city: nobody there writes it. */
  readonly city?: string
}

const digits = (count: number, example: string, name?: PostalName) => ({
  pattern: `\\d{${count}}`,
  example,
  ...(name ? { name } : {}),
})
const optional = (pattern: string, example: string) => ({ pattern, example, isOptional: true as const })
const splitCode = (example: string) => ({ pattern: '\\d{3} ?\\d{2}', example })

const plain = (count: number, example: string): AddressFormat => ({
  rows: 'S|P C',
  postal: digits(count, example),
})

/** Addresses as their own country writes them. Public knowledge, written down by us; the test reads every row. */
export const formats: Readonly<Record<string, AddressFormat>> = {
  AE: { rows: 'S|C|R', region: { name: 'emirate', list: 'AE' } },
  AR: {
    rows: 'S|P C|R',
    postal: { pattern: '[A-Z]?\\d{4}([A-Z]{3})?', example: 'C1425' },
    region: { name: 'province' },
  },
  AT: plain(4, '1010'),
  AU: { rows: 'S|C|R P', postal: digits(4, '3000', 'postcode'), region: { name: 'state', list: 'AU' } },
  BD: { rows: 'S|C P', postal: optional('\\d{4}', '1205') },
  BE: plain(4, '1000'),
  BG: plain(4, '1000'),
  BH: { rows: 'S|C P', postal: optional('\\d{3,4}', '317') },
  BR: {
    rows: 'S|C R|P',
    postal: { pattern: '\\d{5}-?\\d{3}', example: '01310-100', name: 'cep' },
    region: { name: 'state', list: 'BR' },
  },
  CA: {
    rows: 'S|C|R P',
    postal: { pattern: '[A-Z]\\d[A-Z] ?\\d[A-Z]\\d', example: 'M5V 2T6' },
    region: { name: 'province', list: 'CA' },
  },
  CH: plain(4, '8001'),
  CL: { rows: 'S|P C|R', postal: optional('\\d{3}-?\\d{4}', '8320000'), region: { name: 'region' } },
  CN: { rows: 'R P|C|S', postal: digits(6, '100005'), region: { name: 'province' } },
  CO: { rows: 'S|C|R P', postal: optional('\\d{6}', '110111'), region: { name: 'department' } },
  CR: { rows: 'S|C|R P', postal: digits(5, '10101'), region: { name: 'province' } },
  CY: plain(4, '1010'),
  CZ: { rows: 'S|P C', postal: splitCode('110 00') },
  DE: plain(5, '10115'),
  DK: plain(4, '1050'),
  DZ: plain(5, '16000'),
  EE: plain(5, '10111'),
  EG: { rows: 'S|C|R|P', postal: optional('\\d{5}', '11511'), region: { name: 'governorate' } },
  ES: plain(5, '28013'),
  FI: plain(5, '00100'),
  FR: plain(5, '75001'),
  GB: {
    rows: 'S|C|P',
    postal: { pattern: '[A-Z]{1,2}\\d[A-Z\\d]? ?\\d[A-Z]{2}', example: 'SW1A 1AA', name: 'postcode' },
  },
  GE: plain(4, '0105'),
  GH: { rows: 'S|C|R', region: { name: 'region', isOptional: true } },
  GR: { rows: 'S|P C', postal: splitCode('104 31') },
  HK: { rows: 'S|C R', region: { name: 'district', isOptional: true } },
  HR: plain(5, '10000'),
  HU: { rows: 'C|S|P', postal: digits(4, '1051') },
  ID: { rows: 'S|C|R P', postal: digits(5, '10110'), region: { name: 'province' } },
  IE: {
    rows: 'S|C|R|P',
    postal: {
      pattern: '[A-Z]\\d[\\dW] ?[A-Z\\d]{4}',
      example: 'D02 AF30',
      name: 'eircode',
      isOptional: true,
    },
    region: { name: 'county', isOptional: true },
  },
  IL: { rows: 'S|C P', postal: { pattern: '\\d{5}(\\d{2})?', example: '6688102' } },
  IN: {
    rows: 'S|C P|R',
    postal: { pattern: '\\d{3} ?\\d{3}', example: '110001', name: 'pin' },
    region: { name: 'state', list: 'IN' },
  },
  IS: plain(3, '101'),
  IT: { rows: 'S|P C|R', postal: digits(5, '00187'), region: { name: 'province' } },
  JO: { rows: 'S|C P', postal: optional('\\d{5}', '11118') },
  JP: {
    rows: 'P R|C|S',
    postal: { pattern: '\\d{3}-?\\d{4}', example: '100-0001' },
    region: { name: 'prefecture', list: 'JP' },
  },
  KE: { rows: 'S|C P', postal: optional('\\d{5}', '00100') },
  KR: { rows: 'R C|S|P', postal: digits(5, '04524'), region: { name: 'province' } },
  KW: { rows: 'S|P C', postal: digits(5, '13001') },
  LB: { rows: 'S|C P', postal: optional('\\d{4} ?\\d{0,4}', '1100') },
  LI: plain(4, '9490'),
  LK: { rows: 'S|C P', postal: digits(5, '00100') },
  LT: { rows: 'S|P C', postal: { pattern: '(LT-?)?\\d{5}', example: 'LT-01103' } },
  LU: { rows: 'S|P C', postal: { pattern: '(L-?)?\\d{4}', example: 'L-1111' } },
  LV: { rows: 'S|C P', postal: { pattern: '(LV-?)?\\d{4}', example: 'LV-1010' } },
  MA: plain(5, '10000'),
  MC: { rows: 'S|P', postal: { pattern: '980\\d{2}', example: '98000' }, city: 'Monaco' },
  MT: { rows: 'S|C P', postal: { pattern: '[A-Z]{3} ?\\d{2,4}', example: 'VLT 1117', name: 'postcode' } },
  MX: { rows: 'S|P C|R', postal: digits(5, '06000'), region: { name: 'state', list: 'MX' } },
  MY: { rows: 'S|P C|R', postal: digits(5, '50050', 'postcode'), region: { name: 'state' } },
  NG: { rows: 'S|C P|R', postal: optional('\\d{6}', '100001'), region: { name: 'state' } },
  NL: { rows: 'S|P C', postal: { pattern: '\\d{4} ?[A-Z]{2}', example: '1011 AB' } },
  NO: plain(4, '0150'),
  NZ: { rows: 'S|C P', postal: digits(4, '6011', 'postcode') },
  OM: { rows: 'S|P C', postal: optional('\\d{3}', '100') },
  PE: { rows: 'S|C|R P', postal: optional('\\d{5}', '15001'), region: { name: 'department' } },
  PH: { rows: 'S|C P|R', postal: digits(4, '1000', 'zip'), region: { name: 'province', isOptional: true } },
  PK: { rows: 'S|C P', postal: digits(5, '44000') },
  PL: { rows: 'S|P C', postal: { pattern: '\\d{2}-?\\d{3}', example: '00-001' } },
  PT: { rows: 'S|P C', postal: { pattern: '\\d{4}-?\\d{3}', example: '1100-148' } },
  QA: { rows: 'S|C' },
  RO: { rows: 'S|P C|R', postal: digits(6, '010011'), region: { name: 'county' } },
  RS: plain(5, '11000'),
  SA: { rows: 'S|C P', postal: { pattern: '\\d{5}(-?\\d{4})?', example: '11564' } },
  SE: { rows: 'S|P C', postal: splitCode('111 20') },
  SG: { rows: 'S|P', postal: digits(6, '049315'), city: 'Singapore' },
  SI: plain(4, '1000'),
  SK: { rows: 'S|P C', postal: splitCode('811 01') },
  TH: { rows: 'S|C|R P', postal: digits(5, '10200'), region: { name: 'province' } },
  TN: plain(4, '1000'),
  TR: { rows: 'S|P C|R', postal: digits(5, '34110'), region: { name: 'province' } },
  TW: { rows: 'P C|S', postal: { pattern: '\\d{3}(\\d{2,3})?', example: '100' } },
  UA: { rows: 'S|C|P', postal: digits(5, '01001') },
  US: {
    rows: 'S|C|R P',
    postal: { pattern: '\\d{5}(-\\d{4})?', example: '10001', name: 'zip' },
    region: { name: 'state', list: 'US' },
  },
  UY: {
    rows: 'S|P C|R',
    postal: optional('\\d{5}', '11000'),
    region: { name: 'department', isOptional: true },
  },
  VN: {
    rows: 'S|C|R P',
    postal: optional('\\d{5,6}', '100000'),
    region: { name: 'province', isOptional: true },
  },
  ZA: { rows: 'S|C P', postal: digits(4, '8001') },
}

/** Countries of which we know no more than that people have addresses there. */
export const formatOfOthers: AddressFormat = {
  rows: 'S|P C|R',
  postal: optional('[A-Z0-9][A-Z0-9 -]{0,19}', ''),
  region: { name: 'region', isOptional: true },
}
