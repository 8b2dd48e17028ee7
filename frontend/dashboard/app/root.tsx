import { directionOf, type Language, languageDefault } from '@rialto/ui'
import { visitContext } from '@rialto/visit'
import type { ReactNode } from 'react'
import {
  isRouteErrorResponse,
  Links,
  type LoaderFunctionArgs,
  Meta,
  Outlet,
  Scripts,
  ScrollRestoration,
  useRouteLoaderData,
} from 'react-router'
import stylesheet from './app.css?url'
import { TroublePage } from './frame/trouble.tsx'
import mark from './mark.svg?url'
import { useKeptTimeZone } from './parts/time-zone.ts'
import {
  columnsCookie,
  readHiddenColumns,
  readTimeZone,
  type Theme,
  themeCookie,
  themes,
  timeZoneCookie,
} from './preferences.ts'
import { catalogueOf } from './texts.server.ts'
import type { Catalogue } from './texts.ts'
import { languageOf, visitOf } from './visit.ts'

export type RootData = {
  readonly language: Language
  /** The texts of that language, and of no other. */
  readonly texts: Catalogue
  readonly theme: Theme
  readonly timeZone: string
  readonly nonce: string
  readonly hiddenColumns: Readonly<Record<string, readonly string[]>>
}

export const links = () => [
  { rel: 'stylesheet', href: stylesheet },
  { rel: 'icon', type: 'image/svg+xml', href: mark },
]

/** The title where a page has none of its own, such as one that is not there. */
export const meta = ({ loaderData }: { loaderData?: RootData }) =>
  loaderData ? [{ title: loaderData.texts['frame.name'] }] : []

export function loader(args: LoaderFunctionArgs): RootData {
  const visit = visitOf(args)
  const language = languageOf(args)
  return {
    language,
    texts: catalogueOf(language),
    theme: themes.find((one) => one === visit.cookie(themeCookie)) ?? 'system',
    timeZone: readTimeZone(visit.cookie(timeZoneCookie)),
    nonce: args.context.get(visitContext).nonce,
    hiddenColumns: readHiddenColumns(visit.cookie(columnsCookie)),
  }
}

/** Language and theme are changed by forms that load a new document: nothing here changes in between. */
export const shouldRevalidate = () => false

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData('root') as RootData | undefined
  const language = data?.language ?? languageDefault
  const theme = data?.theme ?? 'system'
  return (
    <html
      lang={language}
      dir={directionOf(language)}
      {...(theme === 'system' ? {} : { 'data-theme': theme })}
    >
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <Meta />
        <Links />
      </head>
      <body className="text-sm">
        {children}
        <ScrollRestoration nonce={data?.nonce} />
        <Scripts nonce={data?.nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  useKeptTimeZone()
  return <Outlet />
}

/** Trouble outside the frame. Without root data there are no texts: then the bare status is all that can be said. */
export function ErrorBoundary({ error }: { error: unknown }) {
  const data = useRouteLoaderData('root') as RootData | undefined
  const status = isRouteErrorResponse(error) ? error.status : 500
  return data ? <TroublePage status={status} /> : <h1 className="p-8 text-2xl">{status}</h1>
}
