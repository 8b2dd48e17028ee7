import type { Visit } from '@rialto/visit'

/** What a page may load. Only the checkout opens the payment provider's script and frame. */
export function contentPolicy({ path, settings }: Visit): string {
  const provider = path.startsWith('/checkout') ? settings.cardOrigins : []
  const sources = (...names: string[]) => ["'self'", ...names].join(' ')
  return [
    "default-src 'none'",
    `script-src ${sources(...provider)}`,
    `connect-src ${sources(...provider)}`,
    `frame-src ${provider.length > 0 ? provider.join(' ') : "'none'"}`,
    "style-src 'self'",
    "font-src 'self'",
    "img-src 'self' data: https:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
