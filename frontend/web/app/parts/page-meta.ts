import { addLanguage, type Language, languageDefault, languages } from '@rialto/ui/language'
import type { MetaDescriptor } from 'react-router'

export type PageMeta = {
  readonly language: Language
  /** Where the shop is reached, without a slash at its end (`useRoot().publicUrl`). */
  readonly publicUrl: string
  /** The one address of this content without its language; a query only where it makes other content. */
  readonly path: string
  /** The page's own name; the shop's name is added. */
  readonly title: string
  readonly description: string
  /** A picture for those who share the page: hash of ours, path or address. */
  readonly image?: string | null
  /** Pages of one visitor, and lists cut by filters, are of no use in a search engine. */
  readonly isIndexed?: boolean
  /** Facts in the words of schema.org, for search engines. */
  readonly facts?: readonly Readonly<Record<string, unknown>>[]
}

const shopName = 'Rialto'
const openGraphLocale: Readonly<Record<Language, string>> = { en: 'en_GB', de: 'de_DE', ar: 'ar_AR' }

/** Title, description, canonical address, the same page in other languages, and what a shared link shows. */
export function pageMeta(page: PageMeta): MetaDescriptor[] {
  const { language, title, description, isIndexed = true } = page
  const image = page.image ? pictureAddress(page.publicUrl, page.image) : null
  const canonical = pageAddress(page, language)
  return [
    { title: `${title} · ${shopName}` },
    { name: 'description', content: description },
    ...(isIndexed ? addressesOf(page) : [{ name: 'robots', content: 'noindex' }]),
    { property: 'og:site_name', content: shopName },
    { property: 'og:type', content: 'website' },
    { property: 'og:title', content: title },
    { property: 'og:description', content: description },
    { property: 'og:url', content: canonical },
    { property: 'og:locale', content: openGraphLocale[language] },
    ...(image ? [{ property: 'og:image', content: image }] : []),
    { name: 'twitter:card', content: image ? 'summary_large_image' : 'summary' },
    ...(page.facts ?? []).map((fact) => ({
      'script:ld+json': { '@context': 'https://schema.org', ...fact },
    })),
  ]
}

function addressesOf(page: PageMeta): MetaDescriptor[] {
  const alternate = (hrefLang: string, language: Language) => ({
    tagName: 'link',
    rel: 'alternate',
    hrefLang,
    href: pageAddress(page, language),
  })
  return [
    { tagName: 'link', rel: 'canonical', href: pageAddress(page, page.language) },
    ...languages.map((language) => alternate(language, language)),
    alternate('x-default', languageDefault),
  ]
}

type Place = Pick<PageMeta, 'publicUrl' | 'path'>

/** The whole address of a page of the shop in a language. */
export function pageAddress({ publicUrl, path }: Place, language: Language): string {
  return `${publicUrl}${addLanguage(language, path)}`
}

/** The whole address of a picture, large enough to be shown beside a shared link. */
export function pictureAddress(publicUrl: string, image: string): string {
  if (/^[0-9a-f]{64}$/.test(image)) return `${publicUrl}/media/${image}/1200.webp`
  return image.startsWith('/') ? `${publicUrl}${image}` : image
}

export type Crumb = { readonly name: string; readonly path: string }

/** The way to a page, as schema.org says it: the first crumb is the top. */
export function breadcrumbFacts(
  crumbs: readonly Crumb[],
  place: { readonly publicUrl: string; readonly language: Language },
): Readonly<Record<string, unknown>> {
  return {
    '@type': 'BreadcrumbList',
    itemListElement: crumbs.map(({ name, path }, index) => ({
      '@type': 'ListItem',
      position: index + 1,
      name,
      item: pageAddress({ publicUrl: place.publicUrl, path }, place.language),
    })),
  }
}
