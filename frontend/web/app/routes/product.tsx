import { randomUUID } from 'node:crypto'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from 'react-router'
import { addToBag } from '../bag.ts'
import { Breadcrumbs } from '../parts/breadcrumbs.tsx'
import { pageMeta } from '../parts/page-meta.ts'
import { AddBar, type AddProblem, type AddState } from '../parts/product/add-form.tsx'
import { Decision } from '../parts/product/decision.tsx'
import { Delivery } from '../parts/product/delivery.tsx'
import { FactsTable } from '../parts/product/facts-table.tsx'
import { Gallery } from '../parts/product/gallery.tsx'
import { PriceHistory } from '../parts/product/price-history.tsx'
import { readProductPage } from '../parts/product/read-product.ts'
import { Related } from '../parts/product/related.tsx'
import { ReviewsSection } from '../parts/product/reviews-section.tsx'
import { productFacts } from '../parts/product/structured.ts'
import { textsIn } from '../texts.ts'
import { leadTo, visitOf } from '../visit.ts'

const descriptionCharactersMax = 155
const addedMax = 10_000

export async function loader(args: LoaderFunctionArgs) {
  const query = new URL(args.request.url).searchParams
  const page = await readProductPage(visitOf(args), args.params['slug'] ?? '', query.get('variant'))
  const added = Number(query.get('added') ?? 0)
  return {
    page,
    key: randomUUID(),
    added: Number.isInteger(added) && added > 0 && added <= addedMax ? added : 0,
  }
}

const problems: Readonly<Record<string, AddProblem>> = {
  VALIDATION_FAILED: 'quantity',
  CART_FULL: 'full',
  PRODUCT_NOT_AVAILABLE: 'soldOut',
  PRODUCT_NOT_FOUND: 'soldOut',
  SOLD_OUT: 'soldOut',
}

/** Without script the bag follows; the island asks to stay. */
export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const quantity = Number(text('quantity'))
  const again = (problem: AddProblem) => data({ problem, quantity: text('quantity') }, { status: 422 })
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > addedMax) return again('quantity')
  const added = await addToBag(visit, { sku: text('sku'), quantity, key: text('key') || randomUUID() })
  if (!added.ok) return again(problems[added.code] ?? 'busy')
  if (!form.has('stay')) return leadTo(visit, '/bag')
  const query = new URLSearchParams({ variant: text('sku'), added: String(quantity) })
  return leadTo(visit, `/products/${args.params['slug']}?${query}`)
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { product, vendor, language, publicUrl } = loaderData.page
  const about = product.description.replaceAll(/\s+/g, ' ')
  const fallback = { title: product.title, vendor: vendor?.name ?? '' }
  return pageMeta({
    language,
    publicUrl,
    path: `/products/${product.slug}`,
    title: product.title,
    description:
      about === ''
        ? textsIn(language)('product.metaDescription', fallback)
        : about.length > descriptionCharactersMax
          ? `${about.slice(0, descriptionCharactersMax - 1)}…`
          : about,
    image: product.media[0]?.hash ?? product.media[0]?.url ?? null,
    facts: productFacts(loaderData.page),
  })
}

export default function ProductRoute() {
  const { page, key, added } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as Pick<AddState, 'problem' | 'quantity'> | undefined
  const state: AddState = {
    key,
    added,
    problem: answer?.problem ?? null,
    quantity: answer?.quantity ?? '1',
  }
  const { product } = page
  return (
    <>
      <div className="mx-auto grid max-w-7xl gap-4 px-4 pt-2 pb-16 md:px-8 md:pt-4 lg:pb-24">
        <Breadcrumbs crumbs={page.crumbs} />
        <div className="grid gap-6 md:grid-cols-[minmax(0,1.2fr)_minmax(0,1fr)] md:gap-12 lg:gap-16">
          <Gallery product={product} />
          <Decision page={page} state={state} />
        </div>
        <div className="mt-12 grid gap-12 border-t border-stone pt-12 md:grid-cols-2 md:gap-16">
          <div className="grid content-start gap-12">
            {product.description === '' ? null : (
              <p className="max-w-prose text-lg whitespace-pre-line">{product.description}</p>
            )}
            <FactsTable page={page} />
          </div>
          <div className="grid content-start gap-12">
            <Delivery page={page} />
            <PriceHistory page={page} />
          </div>
        </div>
        <div className="later mt-12 border-t border-stone pt-12 [contain-intrinsic-block-size:auto_70rem]">
          <ReviewsSection page={page} />
        </div>
        {product.relatedProducts.length === 0 ? null : (
          <div className="later mt-12 border-t border-stone pt-12 [contain-intrinsic-block-size:auto_45rem]">
            <Related products={product.relatedProducts} />
          </div>
        )}
      </div>
      <AddBar page={page} />
    </>
  )
}
