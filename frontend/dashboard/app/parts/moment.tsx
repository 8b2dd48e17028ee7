import { formatAmount, localeOf } from '@rialto/ui'
import { useRoot } from '../texts.ts'
import { useTimeZone } from './time-zone.ts'

/**
 * A moment as people of the language write it, by the clock of whoever looks; the frame names its zone. The browser's
 * tables may differ a little from the server's.
 */
export function Moment({ at, isDay = false }: { at: string; isDay?: boolean }) {
  const { language } = useRoot()
  const timeZone = useTimeZone()
  const format = new Intl.DateTimeFormat(localeOf(language), {
    dateStyle: 'medium',
    ...(isDay ? {} : { timeStyle: 'short' }),
    timeZone,
  })
  return (
    <time dateTime={at} className="figures whitespace-nowrap">
      <bdi suppressHydrationWarning>{format.format(new Date(at))}</bdi>
    </time>
  )
}

/** A day of the calendar, such as `2026-11-21`: the same everywhere. */
export function Day({ of }: { of: string }) {
  const { language } = useRoot()
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'medium', timeZone: 'UTC' })
  return (
    <time dateTime={of} className="figures whitespace-nowrap">
      <bdi suppressHydrationWarning>{format.format(new Date(`${of}T00:00:00Z`))}</bdi>
    </time>
  )
}

type AmountProps = { readonly amount: number; readonly currency: string }

/** Money. It reads from left to right also in Arabic. */
export function Amount({ amount, currency }: AmountProps) {
  const { language } = useRoot()
  return (
    <bdi suppressHydrationWarning className="figures whitespace-nowrap">
      {formatAmount(amount, currency, language)}
    </bdi>
  )
}

/** A whole number with the language's separators. */
export function Count({ of }: { of: number }) {
  const { language } = useRoot()
  return <bdi suppressHydrationWarning>{new Intl.NumberFormat(localeOf(language)).format(of)}</bdi>
}

/** A country by its name in the language, from its code. */
export function Country({ code }: { code: string }) {
  const { language } = useRoot()
  const names = new Intl.DisplayNames([localeOf(language)], { type: 'region' })
  return <bdi suppressHydrationWarning>{names.of(code) ?? code}</bdi>
}
