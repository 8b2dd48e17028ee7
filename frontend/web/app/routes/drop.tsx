import { randomUUID } from 'node:crypto'
import { getDrop, getDropState } from '@rialto/fan-service/contract'
import { getProductBySlug } from '@rialto/product-service/contract'
import { Picture } from '@rialto/ui'
import { optionsIn } from '@rialto/ui/words'
import type { Visit } from '@rialto/visit'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from 'react-router'
import { addToBag } from '../bag.ts'
import { DropClock, DropLive, StateLabel, sayMoment, When } from '../parts/drop-clock.tsx'
import { DropFacts } from '../parts/drop-facts.tsx'
import { DropForm, type DropRefusal, DropRefused, DropSignIn } from '../parts/drop-form.tsx'
import { Island } from '../parts/island.tsx'
import { ShopLink } from '../parts/link.tsx'
import { pageMeta } from '../parts/page-meta.ts'
import { readPreferences } from '../preferences.ts'
import { textsIn, useRoot, useSay } from '../texts.ts'
import { leadTo, required, visitOf } from '../visit.ts'

const refusals: readonly DropRefusal[] = [
  'DROP_NOT_OPEN',
  'DROP_ENDED',
  'ACCOUNT_REQUIRED',
  'LIMIT_REACHED',
  'SOLD_OUT',
  'CART_FULL',
  'PRODUCT_NOT_AVAILABLE',
]

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const { drop, now } = required(await visit.api.call(getDrop, { slug: args.params['slug'] ?? '' }))
  const [state, product, visitor] = await Promise.all([
    visit.api.call(getDropState, { dropId: drop.dropId }),
    readProduct(visit, drop.productSlug),
    visit.session.visitor(),
  ])
  const { language, settings } = visit
  return {
    drop: { ...drop, state: state.ok ? state.value.state : drop.state },
    now: state.ok ? state.value.now : now,
    title: drop.title[language] || drop.title.en,
    story: drop.story[language] || drop.story.en,
    product,
    mayBuy: visitor?.kind === 'user',
    key: randomUUID(),
    language,
    publicUrl: settings.publicUrl,
  }
}

/** The drop stands without its product's price and picture when they cannot be read now. */
async function readProduct(visit: Visit, slug: string) {
  const { currency } = readPreferences(visit)
  const answer = await visit.api.call(getProductBySlug, { slug, language: visit.language, currency })
  if (!answer.ok) return null
  const { title, media, variants } = answer.value
  const [first] = media
  const asked = variants[0]?.price
  const price = asked ? { amount: asked.salePrice ?? asked.basePrice, currency: asked.currency } : null
  return { title, image: first?.hash ?? first?.url ?? null, price }
}

/** Puts the units into the bag and leads straight to the checkout: there the hold decides. */
export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const text = (name: string) => String(form.get(name) ?? '')
  const { drop } = required(await visit.api.call(getDrop, { slug: args.params['slug'] ?? '' }))
  const sent = { sku: text('sku'), quantity: text('quantity') }
  const again = (code: DropRefusal) => data({ code, sent }, { status: 422 })
  const quantity = Number(sent.quantity)
  if (!Number.isInteger(quantity) || quantity < 1 || quantity > drop.perPersonMax)
    return again('LIMIT_REACHED')
  const visitor = await visit.session.visitor()
  if (visitor?.kind !== 'user') return again('ACCOUNT_REQUIRED')
  const { sku } = sent
  const added = await addToBag(visit, {
    sku,
    quantity,
    key: text('key') || randomUUID(),
    dropId: drop.dropId,
  })
  if (!added.ok) return again(refusals.find((code) => code === added.code) ?? 'other')
  throw leadTo(visit, '/checkout')
}

export const meta: MetaFunction<typeof loader> = ({ loaderData }) => {
  if (!loaderData) return []
  const { drop, title, language, publicUrl, product } = loaderData
  const when = sayMoment(drop.opensAt, language)
  return pageMeta({
    language,
    publicUrl,
    path: `/drops/${drop.slug}`,
    title,
    description: textsIn(language)('drop.description', { title, when }),
    image: product?.image ?? drop.image,
  })
}

export default function DropPage() {
  const say = useSay()
  const { drop, now, title, story, product } = useLoaderData<typeof loader>()
  const { state } = drop
  return (
    <DropLive
      drop={drop}
      now={now}
      className="mx-auto grid max-w-7xl gap-8 px-4 py-8 md:grid-cols-2 md:px-8 md:py-12 lg:gap-16"
    >
      <Island name="drop" />
      <Picture
        image={product?.image ?? drop.image}
        alt={product?.title ?? title}
        sizes="(min-width: 48rem) 50vw, 100vw"
        isFirst
      />
      <div className="grid content-start gap-6">
        <p className="flex flex-wrap items-center gap-3 font-semibold text-awning">
          {say('drop.teaser.label')}
          <StateLabel state={state} />
        </p>
        <h1 className="display text-3xl lg:text-4xl">{title}</h1>
        <p className="max-w-prose text-lg whitespace-pre-line text-ink-2">{story}</p>
        <DropClock drop={drop} />
        <Door />
        <DropFacts {...drop} price={product?.price ?? null} />
        <ShopLink
          to={`/products/${drop.productSlug}`}
          className="inline-flex min-h-11 items-center justify-self-start text-lagoon underline"
        >
          {say('drop.product')}
        </ShopLink>
      </div>
    </DropLive>
  )
}

/** What can be done in each state. All are in the page, so that the island opens the door without a reload. */
function Door() {
  const say = useSay()
  const { language } = useRoot()
  const { drop, mayBuy, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>() as
    | { code: DropRefusal; sent: { sku: string; quantity: string } }
    | undefined
  const { state, slug, items, perPersonMax } = drop
  const choices = items.map((item) => ({
    sku: item.sku,
    label: optionsIn(item, language).join(', ') || item.sku,
  }))
  return (
    <div className="grid gap-4">
      {answer ? <DropRefused code={answer.code} /> : null}
      <When state={state} states={['coming']} className="grid gap-4">
        <p className="max-w-prose">{say('drop.coming.text')}</p>
        <noscript>
          <p className="max-w-prose">{say('drop.coming.plain')}</p>
        </noscript>
        {mayBuy ? null : <DropSignIn slug={slug} text={say('drop.coming.signIn')} />}
      </When>
      <When state={state} states={['open']} className="grid gap-4">
        {mayBuy ? (
          <DropForm
            slug={slug}
            formKey={key}
            choices={choices}
            perPersonMax={perPersonMax}
            sent={answer?.sent ?? null}
          />
        ) : (
          <DropSignIn slug={slug} text={say('drop.open.signIn')} />
        )}
      </When>
      {(['sold_out', 'ended', 'cancelled'] as const).map((one) => (
        <When key={one} state={state} states={[one]}>
          <p className="max-w-prose">{say(`drop.${one}.text`)}</p>
        </When>
      ))}
    </div>
  )
}
