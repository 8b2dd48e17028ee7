import { type Language, localeOf } from '@rialto/ui'

type Days = { readonly daysMin: number; readonly daysMax: number }
const dayMs = 86_400_000

/** The days between which a parcel arrives, counted from an order now or then, as people write them. */
export function arrivalDates(
  { daysMin, daysMax }: Days,
  language: Language,
  orderedAt: Date = new Date(),
): { readonly dates: string } {
  const format = new Intl.DateTimeFormat(localeOf(language), {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    timeZone: 'UTC',
  })
  const day = (days: number) => new Date(orderedAt.getTime() + days * dayMs)
  return { dates: format.formatRange(day(daysMin), day(Math.max(daysMin, daysMax))) }
}

/** A day, as people write it. */
export function writeDate(time: string, language: Language): string {
  const format = new Intl.DateTimeFormat(localeOf(language), { dateStyle: 'long', timeZone: 'UTC' })
  return format.format(new Date(time))
}
