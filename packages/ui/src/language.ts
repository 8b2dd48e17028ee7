export const languages = ['en', 'de', 'ar'] as const
export type Language = (typeof languages)[number]

/** What a language calls itself: the same in every language. */
export const languageNames: Readonly<Record<Language, string>> = {
  en: 'English',
  de: 'Deutsch',
  ar: 'العربية',
}

/** The language whose addresses have no prefix. */
export const languageDefault: Language = 'en'

export function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text)
}

export function directionOf(language: Language): 'ltr' | 'rtl' {
  return language === 'ar' ? 'rtl' : 'ltr'
}

/** The address of a path in a language: `/cart` is `/de/cart` in German and itself in the default one. */
export function addLanguage(language: Language, path: string): string {
  if (language === languageDefault) return path
  return path === '/' ? `/${language}` : `/${language}${path}`
}

/** The language that a path names, and the path without it. */
export function splitLanguage(path: string): { language: Language; path: string } {
  const [, first = '', ...rest] = path.split('/')
  if (!isLanguage(first) || first === languageDefault) return { language: languageDefault, path }
  return { language: first, path: `/${rest.join('/')}` }
}
