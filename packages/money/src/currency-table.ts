/** What one currency looks like to the standard, to the payment provider and to a reader. */
export type CurrencyUnits = {
  /** Decimal digits of the minor unit by ISO 4217. `Money.amount` counts these units. */
  readonly isoExponent: number
  /** Decimal digits of the unit the payment provider counts in. */
  readonly providerExponent: number
  /** A charge is a multiple of this many minor units. */
  readonly step: bigint
  /** A payout is a multiple of this many minor units. */
  readonly payoutStep: bigint
  /** Digits a reader expects; an amount that needs more is shown with all of them. */
  readonly displayDigits: number
}

const cents: CurrencyUnits = {
  isoExponent: 2,
  providerExponent: 2,
  step: 1n,
  payoutStep: 1n,
  displayDigits: 2,
}

// The standard still has a subunit, but nobody writes it on a price tag.
const centsUnseen: CurrencyUnits = { ...cents, displayDigits: 0 }

// Charged to the cent, paid out in whole units only.
const centsPaidOutWhole: CurrencyUnits = { ...centsUnseen, payoutStep: 100n }

const whole: CurrencyUnits = {
  isoExponent: 0,
  providerExponent: 0,
  step: 1n,
  payoutStep: 1n,
  displayDigits: 0,
}

// No subunit, but the provider kept its old two-decimal wire form: 5 is sent as 500.
const wholeSentAsCents: CurrencyUnits = { ...whole, providerExponent: 2 }

// Card networks behind the provider carry two decimals, so the last of the three must be zero.
const thousandths: CurrencyUnits = {
  isoExponent: 3,
  providerExponent: 3,
  step: 10n,
  payoutStep: 10n,
  displayDigits: 3,
}

// Three decimals by the standard, not in the provider's three-decimal list, which means two.
const thousandthsUnlisted: CurrencyUnits = { ...thousandths, providerExponent: 2 }

// The ariary has a fifth as subunit, kept as two decimals by the standard and as none by the provider.
const ariary: CurrencyUnits = { ...centsUnseen, providerExponent: 0, step: 100n, payoutStep: 100n }

/**
 * Every national currency of ISO 4217 in use in November 2026.
 * Funds codes, units of account, metals and the test codes are left out: nothing is sold in them.
 * Never derive these numbers from Intl, whose digits follow custom and not the standard.
 */
export const currencyTable = {
  AED: cents,
  AFN: centsUnseen,
  ALL: centsUnseen,
  AMD: cents,
  AOA: cents,
  ARS: cents,
  AUD: cents,
  AWG: cents,
  AZN: cents,
  BAM: cents,
  BBD: cents,
  BDT: cents,
  BHD: thousandths,
  BIF: whole,
  BMD: cents,
  BND: cents,
  BOB: cents,
  BRL: cents,
  BSD: cents,
  BTN: cents,
  BWP: cents,
  BYN: cents,
  BZD: cents,
  CAD: cents,
  CDF: cents,
  CHF: cents,
  CLP: whole,
  CNY: cents,
  COP: centsUnseen,
  CRC: cents,
  CUP: cents,
  CVE: cents,
  CZK: cents,
  DJF: whole,
  DKK: cents,
  DOP: cents,
  DZD: cents,
  EGP: cents,
  ERN: cents,
  ETB: cents,
  EUR: cents,
  FJD: cents,
  FKP: cents,
  GBP: cents,
  GEL: cents,
  GHS: cents,
  GIP: cents,
  GMD: cents,
  GNF: whole,
  GTQ: cents,
  GYD: cents,
  HKD: cents,
  HNL: cents,
  HTG: cents,
  HUF: centsPaidOutWhole,
  IDR: centsUnseen,
  ILS: cents,
  INR: cents,
  IQD: { ...thousandthsUnlisted, displayDigits: 0 },
  IRR: centsUnseen,
  ISK: wholeSentAsCents,
  JMD: cents,
  JOD: thousandths,
  JPY: whole,
  KES: cents,
  KGS: cents,
  KHR: cents,
  KMF: whole,
  KPW: centsUnseen,
  KRW: whole,
  KWD: thousandths,
  KYD: cents,
  KZT: cents,
  LAK: centsUnseen,
  LBP: centsUnseen,
  LKR: cents,
  LRD: cents,
  LSL: cents,
  LYD: thousandthsUnlisted,
  MAD: cents,
  MDL: cents,
  MGA: ariary,
  MKD: cents,
  MMK: centsUnseen,
  MNT: cents,
  MOP: cents,
  MRU: cents,
  MUR: cents,
  MVR: cents,
  MWK: cents,
  MXN: cents,
  MYR: cents,
  MZN: cents,
  NAD: cents,
  NGN: cents,
  NIO: cents,
  NOK: cents,
  NPR: cents,
  NZD: cents,
  OMR: thousandths,
  PAB: cents,
  PEN: cents,
  PGK: cents,
  PHP: cents,
  PKR: centsUnseen,
  PLN: cents,
  PYG: whole,
  QAR: cents,
  RON: cents,
  RSD: centsUnseen,
  RUB: cents,
  RWF: whole,
  SAR: cents,
  SBD: cents,
  SCR: cents,
  SDG: cents,
  SEK: cents,
  SGD: cents,
  SHP: cents,
  SLE: cents,
  SOS: centsUnseen,
  SRD: cents,
  SSP: cents,
  STN: cents,
  SVC: cents,
  SYP: centsUnseen,
  SZL: cents,
  THB: cents,
  TJS: cents,
  TMT: cents,
  TND: thousandths,
  TOP: cents,
  TRY: cents,
  TTD: cents,
  TWD: centsPaidOutWhole,
  TZS: centsUnseen,
  UAH: cents,
  UGX: wholeSentAsCents,
  USD: cents,
  UYU: cents,
  UZS: centsUnseen,
  VED: cents,
  VES: cents,
  VND: whole,
  VUV: whole,
  WST: cents,
  XAF: whole,
  XCD: cents,
  XCG: cents,
  XOF: whole,
  XPF: whole,
  YER: centsUnseen,
  ZAR: cents,
  ZMW: cents,
  ZWG: cents,
} satisfies Record<string, CurrencyUnits>
