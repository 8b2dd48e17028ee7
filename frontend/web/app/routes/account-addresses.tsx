import { newId } from '@rialto/core'
import { Button, buttonClass, Icon, Notice } from '@rialto/ui'
import { createAddress, deleteAddress, listAddresses, updateAddress } from '@rialto/user-service/contract'
import type { Visit } from '@rialto/visit'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from 'react-router'
import { AccountFrame } from '../account/account-frame.tsx'
import { AddressCard } from '../account/address-card.tsx'
import { AddressForm } from '../account/address-form.tsx'
import { accountMeta } from '../account/meta.ts'
import { personVisit, requiredOfPerson } from '../account/person.ts'
import { refusalText, textOf } from '../account/typed.ts'
import { problemsOf, readTyped, toAddress, typedFrom } from '../addresses/address.ts'
import { ShopLink } from '../parts/link.tsx'
import { readPreferences } from '../preferences.ts'
import { textsIn, useSay } from '../texts.ts'
import { leadTo } from '../visit.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/account/addresses', 'account.addresses')

const path = '/account/addresses'
const notices = ['saved', 'default', 'restored'] as const
const addForm = 'new'

export async function loader(args: LoaderFunctionArgs) {
  const visit = await personVisit(args)
  const answer = await visit.api.call(listAddresses, {})
  const { items } = requiredOfPerson(answer, { visit, request: args.request })
  const query = new URL(args.request.url).searchParams
  const edited = items.find((one) => one.addressId === query.get('edit'))
  const isOpen = edited !== undefined || query.has('add')
  return {
    // The default one first; the others as they were added.
    addresses: items.toSorted((one, other) => Number(other.isDefault) - Number(one.isDefault)),
    form: isOpen
      ? {
          addressId: edited?.addressId ?? addForm,
          version: edited?.version ?? 0,
          isDefault: edited?.isDefault ?? items.length === 0,
          typed: typedFrom(edited ?? null, readPreferences(visit).country),
        }
      : null,
    notice: notices.find((one) => one === query.get('done')) ?? null,
    key: newId(),
  }
}

export async function action(args: ActionFunctionArgs) {
  const visit = await personVisit(args)
  const form = await args.request.formData()
  switch (textOf(form, 'intent')) {
    case 'delete':
      return remove(visit, textOf(form, 'addressId'))
    case 'default':
      return makeDefault(visit, form)
    case 'undo':
      return restore(visit, form)
    default:
      return save(visit, form)
  }
}

const nothing = { errors: {} as Record<string, string>, typed: null, deleted: null, isDefault: false }

async function save(visit: Visit, form: FormData) {
  const say = textsIn(visit.language)
  const typed = readTyped(form, readPreferences(visit).country)
  const isDefault = form.has('isDefault')
  // Without script, another country asks for its own fields by this button; what was typed stays.
  if (textOf(form, 'intent') === 'country') return data({ ...nothing, typed, isDefault, code: null })
  const problems = Object.entries(problemsOf(typed)).map(([field, problem]) => [
    field,
    say(problem.text, { example: problem.example ?? '' }),
  ])
  if (problems.length > 0) {
    const errors = Object.fromEntries(problems) as Record<string, string>
    return data({ ...nothing, typed, isDefault, errors, code: 'VALIDATION_FAILED' }, { status: 422 })
  }
  const addressId = textOf(form, 'addressId')
  const version = Number(textOf(form, 'version'))
  const wish = { ...toAddress(typed), isDefault }
  const saved =
    addressId === addForm
      ? await visit.api.call(createAddress, wish, { key: textOf(form, 'key') || newId() })
      : await visit.api.call(updateAddress, { addressId, version, ...wish })
  if (saved.ok) return leadTo(visit, `${path}?done=saved`)
  return data({ ...nothing, typed, isDefault, code: saved.code as string }, { status: 409 })
}

async function makeDefault(visit: Visit, form: FormData) {
  const addressId = textOf(form, 'addressId')
  const version = Number(textOf(form, 'version'))
  const saved = await visit.api.call(updateAddress, { addressId, version, isDefault: true })
  if (saved.ok) return leadTo(visit, `${path}?done=default`)
  return data({ ...nothing, code: saved.code as string }, { status: 409 })
}

/** The answer holds what was deleted, for the button that takes it back: it is stored nowhere else. */
async function remove(visit: Visit, addressId: string) {
  const list = await visit.api.call(listAddresses, {})
  const known = list.ok ? list.value.items.find((one) => one.addressId === addressId) : undefined
  if (!known) return leadTo(visit, path)
  const gone = await visit.api.call(deleteAddress, { addressId })
  if (!gone.ok) return data({ ...nothing, code: gone.code as string }, { status: 409 })
  const { name, lines } = known
  const typed = typedFrom(known, known.country)
  return data({
    ...nothing,
    code: null,
    deleted: { typed, isDefault: known.isDefault, text: [name, ...lines].join(', ') },
  })
}

async function restore(visit: Visit, form: FormData) {
  const typed = readTyped(form, readPreferences(visit).country)
  const wish = { ...toAddress(typed), isDefault: form.has('isDefault') }
  const made = await visit.api.call(createAddress, wish, { key: textOf(form, 'key') || newId() })
  if (made.ok) return leadTo(visit, `${path}?done=restored`)
  return data({ ...nothing, typed, isDefault: wish.isDefault, code: made.code as string }, { status: 409 })
}

export default function AccountAddresses() {
  const say = useSay()
  const { addresses, form, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  // What was typed comes back also where the address of the page does not say that the form is open.
  const open = answer?.typed
    ? { addressId: addForm, version: 0, ...form, typed: answer.typed, isDefault: answer.isDefault }
    : answer?.deleted
      ? null
      : form
  return (
    <AccountFrame title={say('account.addresses.title')} note={say('account.addresses.text')}>
      <Messages />
      {open ? (
        <AddressForm
          {...{ open, formKey: key }}
          isNew={open.addressId === addForm}
          isFirst={addresses.length === 0 || form?.isDefault === true}
          errors={answer?.errors ?? {}}
        />
      ) : (
        <>
          {addresses.length > 0 ? (
            <ul className="grid gap-4 md:grid-cols-2">
              {addresses.map((address) => (
                <AddressCard key={address.addressId} address={address} />
              ))}
            </ul>
          ) : null}
          <ShopLink to={`${path}?add`} className={buttonClass('primary', 'justify-self-start')}>
            <Icon name="plus" className="size-5" />
            {say('account.addresses.add')}
          </ShopLink>
        </>
      )}
    </AccountFrame>
  )
}

function Messages() {
  const say = useSay()
  const { notice, key } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.code)
    return (
      <Notice kind="danger" title={say('account.notSaved')}>
        {Object.keys(answer.errors).length > 0 ? say('account.lookAtFields') : refusalText(say, answer.code)}
      </Notice>
    )
  if (answer?.deleted) {
    const { typed, isDefault, text } = answer.deleted
    return (
      <Notice kind="success" title={say('account.addresses.deleted')}>
        <p>
          <bdi>{text}</bdi>
        </p>
        <form method="post" className="mt-2">
          <input type="hidden" name="intent" value="undo" />
          <input type="hidden" name="key" value={key} />
          {Object.entries(typed).map(([name, value]) => (
            <input key={name} type="hidden" name={name} value={value} />
          ))}
          {isDefault ? <input type="hidden" name="isDefault" value="on" /> : null}
          <Button look="quiet">{say('account.undo')}</Button>
        </form>
      </Notice>
    )
  }
  return notice && !answer ? <Notice kind="success" title={say(`account.addresses.done.${notice}`)} /> : null
}
