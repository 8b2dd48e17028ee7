export const themes = ['system', 'light', 'dark'] as const
export type Theme = (typeof themes)[number]

/** Shared with the shop, so that one browser looks the same in both. */
export const themeCookie = 'rialto_theme'
export const languageCookie = 'rialto_dashboard_language'
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
