import { type Language, languages } from '@rialto/ui/language'
import { pageAddress } from '../parts/page-meta.ts'

/** A list of pages, each in every language, as search engines read it. */
export function writePages(publicUrl: string, paths: readonly string[]): string {
  const entry = (path: string, language: Language) =>
    `<url><loc>${escapeXml(pageAddress({ publicUrl, path }, language))}</loc></url>`
  const entries = paths.flatMap((path) => languages.map((language) => entry(path, language)))
  return `${head}<urlset xmlns="${schema}">${entries.join('')}</urlset>\n`
}

/** The list of the parts that a large sitemap comes in. */
export function writeParts(publicUrl: string, parts: readonly string[]): string {
  const entries = parts.map(
    (part) =>
      `<sitemap><loc>${escapeXml(`${publicUrl}/sitemap.xml?part=${encodeURIComponent(part)}`)}</loc></sitemap>`,
  )
  return `${head}<sitemapindex xmlns="${schema}">${entries.join('')}</sitemapindex>\n`
}

const head = '<?xml version="1.0" encoding="UTF-8"?>\n'
const schema = 'http://www.sitemaps.org/schemas/sitemap/0.9'

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;')
}
