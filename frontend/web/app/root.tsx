import { directionOf, type Language, languageDefault, splitLanguage } from '@rialto/ui'
import type { ReactNode } from 'react'
import { Links, type LoaderFunctionArgs, Meta, Outlet, useLocation, useRouteLoaderData } from 'react-router'
import styles from './app.css?inline'
import { type NamedCategory, named, readCategories } from './market/categories.ts'
import { type DropByProduct, readLiveDrops } from './market/live-drops.ts'
import { isFromOurPage } from './our-page.ts'
import { Fonts } from './parts/fonts.tsx'
import { BareErrorPage } from './parts/trouble.tsx'
import favicon from './pictures/favicon.svg?url'
import { readPreferences, type Theme } from './preferences.ts'
import { visitOf } from './visit.ts'

export type RootData = {
  readonly language: Language
  /** The address of this page without its language, with its query. */
  readonly here: string
  readonly publicUrl: string
  readonly currency: string
  readonly country: string
  readonly theme: Theme
  readonly isSignedIn: boolean
  /** How many units lie in the bag, as the browser last heard. */
  readonly bagCount: number
  /** The first row of the category tree, for the header. */
  readonly categories: readonly NamedCategory[]
  /** What is sold in a drop now or soon: no list calls it sold out. */
  readonly dropByProduct: DropByProduct
  /** Names this visit in the logs. */
  readonly reference: string
  /** Lets our scripts pass the content policy of the checkout, which knows no other. */
  readonly nonce: string
  /** The browser has our fonts, as far as we can know. */
  readonly areFontsKnown: boolean
}

export const links = () => [{ rel: 'icon', href: favicon, type: 'image/svg+xml' }]

export async function loader(args: LoaderFunctionArgs): Promise<RootData> {
  const visit = visitOf(args)
  const [visitor, categories, dropByProduct] = await Promise.all([
    visit.session.visitor(),
    // A page without its menu is better than no page.
    readCategories(visit).catch(() => []),
    readLiveDrops(visit).catch(() => ({})),
  ])
  return {
    language: visit.language,
    here: visit.path + new URL(args.request.url).search,
    publicUrl: visit.settings.publicUrl,
    isSignedIn: visitor?.kind === 'user',
    categories: categories.filter((one) => one.parentId === null).map(named(visit.language)),
    dropByProduct,
    reference: visit.reference,
    nonce: visit.nonce,
    areFontsKnown: isFromOurPage(args.request),
    ...readPreferences(visit),
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData('root') as RootData | undefined
  const location = useLocation()
  const language = data?.language ?? splitLanguage(location.pathname).language ?? languageDefault
  return (
    <html lang={language} dir={directionOf(language)} {...themeOf(data?.theme)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="theme-color" media="(prefers-color-scheme: light)" content="#fbf8f3" />
        <meta name="theme-color" media="(prefers-color-scheme: dark)" content="#121314" />
        {/* In the page itself: nothing is painted without it, and nothing waits for it. The content policy knows its hash. */}
        {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, as it was built */}
        <style dangerouslySetInnerHTML={{ __html: styles }} />
        <Fonts language={language} areKnown={data?.areFontsKnown ?? true} />
        <Meta />
        <Links />
      </head>
      <body>{children}</body>
    </html>
  )
}

function themeOf(theme: Theme | undefined) {
  return theme === undefined || theme === 'system' ? {} : { 'data-theme': theme }
}

export default function Root() {
  return <Outlet />
}

/** When not even the frame of the page could be made. */
export function ErrorBoundary() {
  return <BareErrorPage language={splitLanguage(useLocation().pathname).language} />
}
