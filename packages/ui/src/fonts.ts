import arabic from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-400-normal.woff2?url'
import arabicBold from '@fontsource/ibm-plex-sans-arabic/files/ibm-plex-sans-arabic-arabic-600-normal.woff2?url'
import fraunces from '@fontsource-variable/fraunces/files/fraunces-latin-opsz-normal.woff2?url'
import inter from '@fontsource-variable/inter/files/inter-latin-wght-normal.woff2?url'
import type { Language } from './language.ts'

/** The two fonts that the first screen of a page is set in: asked for before the stylesheet is read. */
export const fontsFirst: Readonly<Record<Language, readonly string[]>> = {
  en: [inter, fraunces],
  de: [inter, fraunces],
  ar: [arabic, arabicBold],
}
