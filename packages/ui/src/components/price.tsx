import { type Currency, format } from '@rialto/money'
import type { Language } from '../language.ts'
import { localeOf } from '../texts.ts'

/** An amount in minor units as people of the language write it. */
export function formatAmount(amount: number, currency: string, language: Language): string {
  return format({ amount: BigInt(amount), currency: currency as Currency }, localeOf(language))
}

type PriceProps = {
  readonly amount: number
  readonly currency: string
  readonly language: Language
  readonly className?: string
}

/** A price. Figures have one width, and it reads from left to right also in Arabic. */
export function Price({ amount, currency, language, className = '' }: PriceProps) {
  return (
    <bdi className={`figures whitespace-nowrap ${className}`}>{formatAmount(amount, currency, language)}</bdi>
  )
}
