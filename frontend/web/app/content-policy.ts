import type { Visit } from '@rialto/visit'

type Place = Pick<Visit, 'path' | 'nonce'> & { readonly settings: Pick<Visit['settings'], 'cardOrigins'> }

/**
 * What a page may load. On the checkout a script runs only when this very page names it by its nonce, or when it comes
 * from the payment provider; what may be named there is listed in `script-inventory.json`. No other page opens the
 * provider's origins. The one inline style is our own style sheet, by its hash.
 */
export function contentPolicy({ path, nonce, settings }: Place, styleSource: string): string {
  const isCheckout = path === '/checkout' || path.startsWith('/checkout/')
  const provider = isCheckout ? settings.cardOrigins : []
  const own = isCheckout ? `'nonce-${nonce}'` : "'self'"
  return [
    "default-src 'none'",
    `script-src ${[own, ...provider].join(' ')}`,
    `connect-src ${["'self'", ...provider].join(' ')}`,
    `frame-src ${provider.length > 0 ? provider.join(' ') : "'none'"}`,
    `style-src 'self' ${styleSource}`,
    "font-src 'self'",
    "img-src 'self' data: https:",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "object-src 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
