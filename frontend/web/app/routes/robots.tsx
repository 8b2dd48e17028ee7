import { addLanguage, languages } from '@rialto/ui'
import type { LoaderFunctionArgs } from 'react-router'
import { visitOf } from '../visit.ts'

/** Pages of one visitor, and lists that anybody can make endlessly many of. */
const closed = [
  '/account',
  '/bag',
  '/checkout',
  '/orders/',
  '/search',
  '/sign-in',
  '/sign-up',
  '/suggestions',
]
const closedOnce = ['/api/', '/dashboard/']

/** What search engines need not read, and where they find the rest. */
export function loader(args: LoaderFunctionArgs): Response {
  const { settings } = visitOf(args)
  const paths = [
    ...closedOnce,
    ...languages.flatMap((language) => closed.map((path) => addLanguage(language, path))),
  ]
  const lines = [
    'User-agent: *',
    ...paths.map((path) => `Disallow: ${path}`),
    '',
    `Sitemap: ${settings.publicUrl}/sitemap.xml`,
    '',
  ]
  return new Response(lines.join('\n'), {
    headers: { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'public, max-age=3600' },
  })
}
