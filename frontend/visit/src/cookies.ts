/** Reads a Cookie header. A cookie that cannot be decoded is as good as none. */
export function readCookies(header: string | null): Map<string, string> {
  const cookies = new Map<string, string>()
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=')
    if (at < 1) continue
    try {
      cookies.set(part.slice(0, at).trim(), decodeURIComponent(part.slice(at + 1).trim()))
    } catch {
      // Written by nobody of us: left out.
    }
  }
  return cookies
}

export type CookieOptions = { readonly secure: boolean; readonly days?: number }

/** A Set-Cookie header: for this host only, out of reach of scripts, not sent along by other sites. No value deletes. */
export function writeCookie(name: string, value: string | null, options: CookieOptions): string {
  const life = value === null ? 'Max-Age=0' : options.days ? `Max-Age=${options.days * 86_400}` : ''
  return [
    `${name}=${encodeURIComponent(value ?? '')}`,
    'Path=/',
    'HttpOnly',
    'SameSite=Lax',
    options.secure ? 'Secure' : '',
    life,
  ]
    .filter((part) => part !== '')
    .join('; ')
}
