import { directionOf, type Language, languageDefault } from '@rialto/ui'
import { visitContext } from '@rialto/visit'
import type { ReactNode } from 'react'
import { Links, type LoaderFunctionArgs, Meta, Outlet, Scripts, useRouteLoaderData } from 'react-router'
import stylesheet from './app.css?url'

export type RootData = { readonly language: Language; readonly nonce: string }

export const links = () => [{ rel: 'stylesheet', href: stylesheet }]

export function loader({ context }: LoaderFunctionArgs): RootData {
  const { language, nonce } = context.get(visitContext)
  return { language, nonce }
}

export function Layout({ children }: { children: ReactNode }) {
  const data = useRouteLoaderData('root') as RootData | undefined
  const language = data?.language ?? languageDefault
  return (
    <html lang={language} dir={directionOf(language)}>
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <Meta />
        <Links />
      </head>
      <body>
        {children}
        <Scripts nonce={data?.nonce} />
      </body>
    </html>
  )
}

export default function Root() {
  return <Outlet />
}
