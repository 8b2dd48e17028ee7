export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Shared with the shop, so that one browser looks the same in both. */
export const themeCookie = 'rialto_theme'
export const languageCookie = 'rialto_dashboard_language'
/** The time zone that the browser reported: with it the server says times by the same clock. */
export const timeZoneCookie = 'rialto_time_zone'
/** Which columns of which table a person hid. Written by the browser itself. */
export const columnsCookie = 'rialto_columns'

/** Hidden columns by table, as the cookie holds them; what cannot be read hides nothing. */
export function readHiddenColumns(text: string | undefined): Readonly<Record<string, readonly string[]>> {
  if (text === undefined) return {}
  try {
    const read = JSON.parse(text) as unknown
    if (typeof read !== 'object' || read === null) return {}
    const entries = Object.entries(read).map(
      ([table, columns]) => [table, Array.isArray(columns) ? columns.map(String) : []] as const,
    )
    return Object.fromEntries(entries)
  } catch {
    return {}
  }
}

export const timeZoneDefault = 'UTC'

/** A time zone as the browser named it; what no clock knows is the time of the world. */
export function readTimeZone(text: string | undefined): string {
  if (text === undefined) return timeZoneDefault
  try {
    return new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions().timeZone
  } catch {
    return timeZoneDefault
  }
}
