import { directionOf, type Language, languageDefault } from '@rialto/ui'
import type { ReactNode } from 'react'
import { Links, type LoaderFunctionArgs, Meta, Outlet, useRouteLoaderData } from 'react-router'
import stylesheet from './app.css?url'
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
}

export const links = () => [{ rel: 'stylesheet', href: stylesheet }]

export async function loader(args: LoaderFunctionArgs): Promise<RootData> {
  const visit = visitOf(args)
  const visitor = await visit.session.visitor()
  return {
    language: visit.language,
    here: visit.path + new URL(args.request.url).search,
    publicUrl: visit.settings.publicUrl,
    isSignedIn: visitor?.kind === 'user',
    ...readPreferences(visit),
  }
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData('root') as RootData | undefined
  const language = data?.language ?? languageDefault
  return (
    <html lang={language} dir={directionOf(language)} {...themeOf(data?.theme)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
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
