import { splitLanguage } from '@rialto/ui/language'

const somewhere = 'https://own.invalid'

/**
 * A path of the shop that a visitor may be led to after signing in, without its language. What leads to another host,
 * or back to a page about signing in, becomes the account: a link must not use our sign-in to bring people elsewhere.
 */
export function ownPath(wanted: string | null | undefined): string {
  if (!wanted?.startsWith('/') || !URL.canParse(wanted, somewhere)) return '/account'
  const url = new URL(wanted, somewhere)
  // Not the text but what a browser makes of it: `/\host` and `//host` are other hosts.
  if (url.origin !== somewhere || url.pathname.startsWith('//')) return '/account'
  const { path } = splitLanguage(url.pathname)
  if (path.startsWith('//') || /^\/(sign-(in|up|out)|(forgot|reset)-password|verify-email)\b/.test(path))
    return '/account'
  return path + url.search
}

/** The page to sign in, that leads back to a page afterwards. */
export function signInPath(back: string): string {
  return back === '/account' ? '/sign-in' : `/sign-in?${new URLSearchParams({ back })}`
}

/** Where the address of a page about signing in says that its visitor came from. */
export function wayBack(request: Request): string {
  const query = new URL(request.url).searchParams
  return ownPath(query.get('back') ?? query.get('next'))
}
