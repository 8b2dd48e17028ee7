import { type Language, localeOf } from '@rialto/ui'
import { useEffect, useSyncExternalStore } from 'react'
import { timeZoneCookie } from '../preferences.ts'
import { useRoot } from '../texts.ts'

const cookieSeconds = 365 * 86_400
const never = () => () => {}
const zoneOfBrowser = () => Intl.DateTimeFormat().resolvedOptions().timeZone

/** The time zone of whoever looks. The server knows it from the last visit, and else says UTC until the page is alive. */
export function useTimeZone(): string {
  const { timeZone } = useRoot()
  return useSyncExternalStore(never, zoneOfBrowser, () => timeZone)
}

/** Tells the server the browser's time zone, so that its next page needs no correction. */
export function useKeptTimeZone(): void {
  const zone = useTimeZone()
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is missing in browsers that we support
    document.cookie = `${timeZoneCookie}=${encodeURIComponent(zone)}; Path=/dashboard; SameSite=Lax; Max-Age=${cookieSeconds}`
  }, [zone])
}

/** The name of a time zone as people of the language say it. */
export function nameOfTimeZone(timeZone: string, language: Language): string {
  const timeZoneName = timeZone === 'UTC' ? 'long' : 'longGeneric'
  const parts = new Intl.DateTimeFormat(localeOf(language), { timeZone, timeZoneName }).formatToParts()
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? timeZone
}
