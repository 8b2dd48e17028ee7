import { splitLanguage } from '@rialto/ui/language'

const somewhere = 'https://own.invalid'

/** A page of this shop without its language, and nothing else: what a form says may have been written by anybody. */
export function placeOf(here: string): string {
  if (!here.startsWith('/') || !URL.canParse(here, somewhere)) return '/'
  const { origin, pathname, search } = new URL(here, somewhere)
  const { path } = splitLanguage(pathname)
  // `//host` at the beginning of an address is another host, also where a language stood before it.
  return origin === somewhere && !path.startsWith('//') ? path + search : '/'
}
