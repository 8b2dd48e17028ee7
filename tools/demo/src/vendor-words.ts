import type { Vendor } from './types.ts'
import words from './vendor-words.json' with { type: 'json' }

type Words = { readonly tagline: string; readonly story: string }
type LocalText = { readonly en: string; readonly de: string; readonly ar: string }

const translated: Readonly<Record<string, { readonly de: Words; readonly ar: Words }>> = words

/** How a vendor tells of itself in three languages. */
export function vendorWords({ slug, tagline, story }: Vendor): { tagline: LocalText; story: LocalText } {
  const own = translated[slug]
  if (!own) throw new Error(`${slug} tells its story in English only`)
  return {
    tagline: { en: tagline, de: own.de.tagline, ar: own.ar.tagline },
    story: { en: story, de: own.de.story, ar: own.ar.story },
  }
}
