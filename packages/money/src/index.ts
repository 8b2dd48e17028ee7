export { allocate, allocateCumulative, cumulativeShare } from './allocate.ts'
export {
  type Currency,
  type CurrencyRow,
  currencies,
  currencyOf,
  exponentOf,
  isCurrency,
  unitsOf,
} from './currency.ts'
export type { CurrencyUnits } from './currency-table.ts'
export { type ParsedDecimal, parseDecimal, toDecimal } from './decimal.ts'
export { format } from './format.ts'
export {
  add,
  compare,
  isNegative,
  isZero,
  type Money,
  multiply,
  negate,
  subtract,
  sum,
  zero,
} from './money.ts'
export { fromProviderAmount, isChargeable, roundToStep, toProviderAmount } from './provider.ts'
export { convert, percentOf, taxFromGross, taxFromNet } from './rates.ts'
export { divideRounded, type Rounding } from './rounding.ts'
export { fromWire, MoneySchema, type MoneyWire, toWire } from './wire.ts'
