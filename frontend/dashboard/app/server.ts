import * as build from 'virtual:react-router/server-build'
import { openPages, type Visit } from '@rialto/visit'

/** The dashboard's pages, for the server that they run in. */
export const pages = openPages({ build, policy: contentPolicy })

/** Scripts of this origin, and the router's own inline ones by their nonce. */
function contentPolicy({ nonce }: Visit): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "connect-src 'self'",
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: https:",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
