import { newId } from '@rialto/core'
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from 'react-router'
import { data, useActionData, useLoaderData } from 'react-router'
import { typedFrom } from '../addresses/address.ts'
import { readBag } from '../bag.ts'
import { priceBag } from '../checkout/basket.ts'
import { type CheckoutForm, newAddress, readForm } from '../checkout/form.ts'
import { sendForm } from '../checkout/place-order.ts'
import { type Buyer, fillFromAccount, findBuyer } from '../checkout/save-choices.ts'
import { CheckoutFields } from '../parts/checkout-fields.tsx'
import { CheckoutNotices } from '../parts/checkout-notices.tsx'
import { CheckoutSummary } from '../parts/checkout-summary.tsx'
import { Island } from '../parts/island.tsx'
import { privateMeta } from '../parts/private-meta.ts'
import { readPreferences } from '../preferences.ts'
import { useSay } from '../texts.ts'
import { leadTo, required, visitOf } from '../visit.ts'

export const meta: MetaFunction = ({ matches }) => privateMeta(matches, 'checkout.title')

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const [read, buyer] = await Promise.all([readBag(visit), findBuyer(visit)])
  const bag = required(read)
  if (bag === null || bag.lines.length === 0) throw leadTo(visit, '/bag')
  const basket = await priceBag(visit, buyer ? await fillFromAccount(visit, bag, buyer) : bag)
  return { basket, buyer, key: newId() }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = readForm(await args.request.formData(), readPreferences(visit).country)
  const step = await sendForm(visit, form, await findBuyer(visit))
  if ('orderId' in step) throw leadTo(visit, `/checkout/pay/${step.orderId}`)
  const isRefused = step.sent.trouble !== null || Object.keys(step.sent.errors).length > 0
  return data(step.sent, { status: isRefused ? 422 : 200 })
}

/** What stands in the fields: what was typed, else what the bag knows. */
function fieldsOf(loaded: ReturnType<typeof useLoaderData<typeof loader>>, form: CheckoutForm | undefined) {
  const { basket, buyer } = loaded
  if (form) return { email: form.email, typed: form.typed, addressId: form.addressId }
  const addressId = savedAs(buyer, basket.address) ?? newAddress
  const typed = typedFrom(addressId === newAddress ? basket.address : null, basket.country)
  return { email: basket.email ?? buyer?.email ?? '', typed, addressId }
}

function savedAs(buyer: Buyer | null, address: unknown): string | null {
  if (buyer === null || buyer.saved.length === 0) return null
  const text = (one: unknown) => JSON.stringify(Object.entries(one ?? {}).toSorted())
  const same = buyer.saved.find((saved) => text(saved.address) === text(address))
  return same?.addressId ?? (address === null ? buyer.defaultId : null)
}

export default function CheckoutPage() {
  const say = useSay()
  const loaded = useLoaderData<typeof loader>()
  const sent = useActionData<typeof action>()
  const { basket, buyer, key } = loaded
  return (
    <div className="mx-auto max-w-7xl px-4 pt-8 md:px-8 md:pt-12">
      <Island name="checkout" />
      <h1 className="display text-2xl md:text-3xl">{say('checkout.title')}</h1>
      <CheckoutNotices basket={basket} sent={sent} />
      <form
        method="post"
        noValidate
        id="checkout"
        className="mt-8 grid gap-x-16 gap-y-10 lg:grid-cols-[minmax(0,42rem)_22rem] lg:justify-between"
        data-checkout=""
      >
        <CheckoutFields
          {...{ basket, buyer }}
          fields={fieldsOf(loaded, sent?.form)}
          errors={sent?.errors ?? {}}
          short={sent?.short ?? null}
        />
        <CheckoutSummary basket={basket} formKey={key} />
      </form>
    </div>
  )
}
