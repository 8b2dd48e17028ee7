import { searchProducts } from '@rialto/search-service/contract'
import type { Visit } from '@rialto/visit'
import type { LoaderFunctionArgs } from 'react-router'
import { readCategories } from '../market/categories.ts'
import { openMemory } from '../market/memory.ts'
import { writePages, writeParts } from '../market/sitemap.ts'
import { readVendors } from '../market/stalls.ts'
import { required, visitOf } from '../visit.ts'

const productsInPart = 1_000
const productsAtOnce = 100
const partsMax = 50
/** A total of so many stands for more. */
const countedMax = 10_000
const market = 'market'

const remember = openMemory<string>({ lifeSeconds: 600, entriesMax: 200 })

/** All pages for search engines: a list of parts, one for what stands still, and one for every thousand products. */
export async function loader(args: LoaderFunctionArgs): Promise<Response> {
  const visit = visitOf(args)
  const part = new URL(args.request.url).searchParams.get('part')
  const xml = await remember(`${visit.host} ${part ?? ''}`, () => writePart(visit, part))
  return new Response(xml, {
    headers: { 'content-type': 'application/xml; charset=utf-8', 'cache-control': 'public, max-age=600' },
  })
}

async function writePart(visit: Visit, part: string | null): Promise<string> {
  const { publicUrl } = visit.settings
  if (part === null) return writeParts(publicUrl, [market, ...(await productParts(visit))])
  if (part === market) return writePages(publicUrl, await marketPaths(visit))
  const number = Number(part)
  if (!Number.isInteger(number) || number < 1 || number > partsMax) throw new Response(null, { status: 404 })
  return writePages(publicUrl, await productPaths(visit, number))
}

async function productParts(visit: Visit): Promise<string[]> {
  const { total } = required(await visit.api.call(searchProducts, { limit: 1 }))
  const count = total >= countedMax ? partsMax : Math.ceil(total / productsInPart)
  return Array.from({ length: count }, (_, index) => String(index + 1))
}

async function marketPaths(visit: Visit): Promise<string[]> {
  const [categories, vendors] = await Promise.all([readCategories(visit), readVendors(visit)])
  return [
    '/',
    '/vendors',
    '/privacy',
    ...categories.map(({ slug }) => `/categories/${slug}`),
    ...vendors.items.map(({ slug }) => `/vendors/${slug}`),
  ]
}

async function productPaths(visit: Visit, part: number): Promise<string[]> {
  const pagesInPart = productsInPart / productsAtOnce
  const paths: string[] = []
  for (let page = (part - 1) * pagesInPart + 1; page <= part * pagesInPart; page += 1) {
    const found = await visit.api.call(searchProducts, { sortBy: 'newest', limit: productsAtOnce, page })
    const { products } = required(found)
    paths.push(...products.map(({ slug }) => `/products/${slug}`))
    if (products.length < productsAtOnce) break
  }
  return paths
}
