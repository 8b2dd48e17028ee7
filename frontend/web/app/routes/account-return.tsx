import { newId } from '@rialto/core'
import { findReturnable, getOrder, requestReturn, returnReasons } from '@rialto/order-service/contract'
import { Button, buttonClass, Notice, SelectField, TextArea } from '@rialto/ui'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from 'react-router'
import { AccountFrame } from '../account/account-frame.tsx'
import { accountMeta } from '../account/meta.ts'
import { personVisit, requiredOfPerson } from '../account/person.ts'
import { ReturnChoices } from '../account/return-choices.tsx'
import { choicesOf, quantityName, wantedReturns } from '../account/return-facts.ts'
import { refusalText, textOf } from '../account/typed.ts'
import { findVendorNames } from '../checkout/basket.ts'
import { ShopLink } from '../parts/link.tsx'
import { useSay } from '../texts.ts'
import { leadTo } from '../visit.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/account/orders', 'account.return')

const commentCharactersMax = 1_000

export async function loader(args: LoaderFunctionArgs) {
  const { visit, order, choices } = await readChoices(args)
  const vendors = await findVendorNames(
    visit,
    choices.map((choice) => choice.vendorId),
  )
  const { orderId, number, totals } = order
  return { orderId, number, currency: totals.currency, choices, vendors, key: newId() }
}

async function readChoices(args: LoaderFunctionArgs) {
  const visit = await personVisit(args)
  const orderId = String(args.params['orderId'])
  const place = { visit, request: args.request }
  const order = requiredOfPerson(await visit.api.call(getOrder, { orderId }), place)
  const returnable = requiredOfPerson(await visit.api.call(findReturnable, { orderId }), place)
  return { visit, order, choices: choicesOf(order, returnable, new Date()) }
}

export async function action(args: ActionFunctionArgs) {
  const { visit, order, choices } = await readChoices(args)
  const form = await args.request.formData()
  const { orderId } = order
  const reason = returnReasons.find((one) => one === textOf(form, 'reason'))
  const comment = textOf(form, 'comment').slice(0, commentCharactersMax)
  const key = textOf(form, 'key') || newId()
  const typed = {
    reason: reason ?? '',
    comment,
    key,
    quantities: Object.fromEntries(choices.map(({ sku }) => [sku, textOf(form, quantityName(sku))])),
  }
  const wanted = wantedReturns(form, choices)
  if (wanted.length === 0 || !reason) {
    const missing = { lines: wanted.length === 0, reason: !reason }
    return data({ typed, missing, code: null }, { status: 422 })
  }
  // One return for each vendor. Sent again, each of them is answered as before.
  for (const { vendorId, lines } of wanted) {
    const asked = await visit.api.call(
      requestReturn,
      { orderId, vendorId, lines: [...lines], reason, ...(comment === '' ? {} : { comment }) },
      { key: `${key}.${vendorId}` },
    )
    if (asked.ok) continue
    const missing = { lines: false, reason: false }
    return data({ typed, missing, code: asked.code as string }, { status: 409 })
  }
  return leadTo(visit, `/account/orders/${orderId}?done=return#returns`)
}

export default function AccountReturn() {
  const say = useSay()
  const { orderId, number, choices } = useLoaderData<typeof loader>()
  const back = (
    <ShopLink
      to={`/account/orders/${orderId}`}
      className="inline-flex min-h-11 items-center text-lagoon underline underline-offset-4"
    >
      {say('account.order.name', { number })}
    </ShopLink>
  )
  return (
    <AccountFrame title={say('account.return.title')} note={back}>
      {choices.length > 0 ? <ReturnForm /> : <NothingToReturn orderId={orderId} />}
    </AccountFrame>
  )
}

function ReturnForm() {
  const say = useSay()
  const { orderId, choices, vendors, currency, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const { typed, missing, code } = answer ?? { typed: null, missing: null, code: null }
  const reasons = returnReasons.map((value) => ({ value, label: say(`account.return.reason.${value}`) }))
  return (
    <form method="post" className="grid max-w-3xl gap-8">
      {code || missing?.lines || missing?.reason ? (
        <Notice kind="danger" title={say('account.return.notSent')}>
          {code ? refusalText(say, code) : say('account.lookAtFields')}
        </Notice>
      ) : null}
      <input type="hidden" name="key" value={typed?.key ?? key} />
      <ReturnChoices
        {...{ choices, vendors, currency }}
        quantities={typed?.quantities ?? {}}
        error={missing?.lines ? say('account.return.problem.lines') : undefined}
      />
      <div className="grid gap-4 md:max-w-md">
        <SelectField
          name="reason"
          label={say('account.return.reason')}
          options={[{ value: '', label: say('account.return.reason.choose') }, ...reasons]}
          defaultValue={typed?.reason ?? ''}
          error={missing?.reason ? say('account.return.problem.reason') : undefined}
        />
        <TextArea
          name="comment"
          label={say('account.return.comment')}
          hint={say('account.return.comment.hint')}
          rows={4}
          maxLength={commentCharactersMax}
          defaultValue={typed?.comment}
        />
      </div>
      <div className="grid gap-3">
        <p className="max-w-prose text-ink-2">{say('account.return.how')}</p>
        <div className="flex flex-wrap gap-3">
          <Button>{say('account.return.submit')}</Button>
          <ShopLink to={`/account/orders/${orderId}`} className={buttonClass('quiet')}>
            {say('account.leave')}
          </ShopLink>
        </div>
      </div>
    </form>
  )
}

function NothingToReturn({ orderId }: { orderId: string }) {
  const say = useSay()
  return (
    <div className="grid justify-items-start gap-4">
      <p className="max-w-prose text-ink-2">{say('account.return.nothing')}</p>
      <ShopLink to={`/account/orders/${orderId}`} className={buttonClass('quiet')}>
        {say('account.return.toOrder')}
      </ShopLink>
    </div>
  )
}
