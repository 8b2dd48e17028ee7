const dayMs = 86_400_000

/** The days between which a parcel arrives that is ordered now, as people of the language say it. */
export function arrivalText(
  way: { readonly daysMin: number; readonly daysMax: number },
  now: Date,
  locale: string,
): string {
  const format = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  })
  const after = (days: number) => new Date(now.getTime() + days * dayMs)
  return format.formatRange(after(way.daysMin), after(way.daysMax))
}

/** A day as people of the language write it. */
export function dayText(moment: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' })
  return format.format(new Date(moment))
}
