import { index, layout, prefix, type RouteConfig, route } from '@react-router/dev/routes'

const languages = ['', 'de', 'ar']

/** Every page, once for each language: `/cart`, `/de/cart`, `/ar/cart`. */
const pagesIn = (language: string) => {
  const page = (path: string, file: string) =>
    route(path, `routes/${file}.tsx`, { id: `${language}/${file}` })
  return layout('routes/shop.tsx', { id: `${language}/shop` }, [
    index('routes/home.tsx', { id: `${language}/home` }),
    page('*', 'not-found'),
  ])
}

export default languages.flatMap((language) =>
  language === '' ? [pagesIn(language)] : prefix(language, [pagesIn(language)]),
) satisfies RouteConfig
