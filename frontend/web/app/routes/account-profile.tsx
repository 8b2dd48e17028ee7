import { getPreferences, updatePreferences } from '@rialto/notification-service/contract'
import { addLanguage, isLanguage, Notice } from '@rialto/ui'
import {
  endSession,
  forgotPassword,
  getProfile,
  listSessions,
  updateProfile,
} from '@rialto/user-service/contract'
import type { Visit } from '@rialto/visit'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  redirect,
  useActionData,
  useLoaderData,
} from 'react-router'
import { AccountFrame } from '../account/account-frame.tsx'
import { accountMeta } from '../account/meta.ts'
import { personVisit, requiredOfPerson } from '../account/person.ts'
import { Mails, Password, Person, Preferences, Sessions } from '../account/profile-sections.tsx'
import { type Problems, problemsOf, refusalText, textOf, typedOf } from '../account/typed.ts'
import { currencies, currencyCookie } from '../preferences.ts'
import { textsIn, useSay } from '../texts.ts'
import { leadTo } from '../visit.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/account/profile', 'account.profile')

const path = '/account/profile'
const notices = ['saved', 'session', 'password'] as const
const currencyDays = 365

export async function loader(args: LoaderFunctionArgs) {
  const visit = await personVisit(args)
  const place = { visit, request: args.request }
  const [profile, sessions, mails] = await Promise.all([
    visit.api.call(getProfile, {}),
    visit.api.call(listSessions, {}),
    visit.api.call(getPreferences, {}),
  ])
  const { version, email, firstName, lastName, phone, preferences } = requiredOfPerson(profile, place)
  const done = new URL(args.request.url).searchParams.get('done')
  return {
    version,
    email,
    person: { firstName, lastName, phone: phone ?? '' },
    preferences,
    sessions: requiredOfPerson(sessions, place).items,
    mails: requiredOfPerson(mails, place),
    notice: notices.find((one) => one === done) ?? null,
  }
}

export async function action(args: ActionFunctionArgs) {
  const visit = await personVisit(args)
  const form = await args.request.formData()
  switch (textOf(form, 'intent')) {
    case 'person':
      return savePerson(visit, form)
    case 'preferences':
      return savePreferences(visit, form)
    case 'mails':
      return saveMails(visit, form)
    case 'password':
      return sendPasswordLink(visit)
    default:
      return leaveSession(visit, textOf(form, 'sessionId'))
  }
}

type Answer = {
  readonly code: string
  readonly problems: Problems
  readonly typed: Readonly<Record<string, string>> | null
}
const refused = (answer: Answer) => data(answer, { status: answer.code === 'VALIDATION_FAILED' ? 422 : 409 })

async function savePerson(visit: Visit, form: FormData) {
  const say = textsIn(visit.language)
  const typed = typedOf(form, ['firstName', 'lastName', 'phone'])
  const { firstName = '', lastName = '', phone = '' } = typed
  const wish = { firstName, lastName, phone: phone === '' ? null : phone }
  const saved = await visit.api.call(updateProfile, { version: Number(textOf(form, 'version')), ...wish })
  if (saved.ok) return leadTo(visit, `${path}?done=saved`)
  const problems = problemsOf(saved.fields, {
    firstName: say('account.problem.firstName'),
    lastName: say('account.problem.lastName'),
    phone: say('account.problem.phone'),
  })
  return refused({ code: saved.code, problems, typed })
}

/** The page comes back in the language that was chosen, and prices in the currency. */
async function savePreferences(visit: Visit, form: FormData) {
  const wanted = textOf(form, 'language')
  const language = isLanguage(wanted) ? wanted : visit.language
  const currency = currencies.find((one) => one === textOf(form, 'currency')) ?? null
  const preferences = { language, currency, marketing: form.has('marketing') }
  const version = Number(textOf(form, 'version'))
  const saved = await visit.api.call(updateProfile, { version, preferences })
  if (!saved.ok) return refused({ code: saved.code, problems: {}, typed: null })
  if (currency) visit.setCookie(currencyCookie, currency, currencyDays)
  return redirect(addLanguage(language, `${path}?done=saved`), 303)
}

async function saveMails(visit: Visit, form: FormData) {
  const orderMails = {
    shipped: form.has('shipped'),
    delivered: form.has('delivered'),
    reviews: form.has('reviews'),
  }
  const version = Number(textOf(form, 'version'))
  const saved = await visit.api.call(updatePreferences, { version, orderMails })
  if (saved.ok) return leadTo(visit, `${path}?done=saved`)
  return refused({ code: saved.code, problems: {}, typed: null })
}

/** A new password needs the mail address, not the old password: whoever sits at an open browser cannot lock people out. */
async function sendPasswordLink(visit: Visit) {
  const profile = await visit.api.call(getProfile, {})
  const sent = profile.ok ? await visit.api.call(forgotPassword, { email: profile.value.email }) : profile
  if (sent.ok) return leadTo(visit, `${path}?done=password`)
  return refused({ code: sent.code, problems: {}, typed: null })
}

/** A session that is over already is what was wanted. */
async function leaveSession(visit: Visit, sessionId: string) {
  const ended = await visit.api.call(endSession, { sessionId })
  if (ended.ok || ended.code === 'NOT_FOUND') return leadTo(visit, `${path}?done=session`)
  return refused({ code: ended.code, problems: {}, typed: null })
}

export default function AccountProfile() {
  const say = useSay()
  const { version, email, person, preferences, mails, sessions, notice } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  return (
    <AccountFrame title={say('account.profile.title')}>
      {answer ? (
        <Notice kind="danger" title={say('account.notSaved')}>
          {Object.keys(answer.problems).length > 0
            ? say('account.lookAtFields')
            : refusalText(say, answer.code)}
        </Notice>
      ) : notice ? (
        <Notice kind="success" title={say(`account.profile.done.${notice}`)}>
          {notice === 'password' ? say('account.profile.done.password.text', { email }) : null}
        </Notice>
      ) : null}
      <Person {...{ version, email }} typed={answer?.typed ?? person} problems={answer?.problems ?? {}} />
      <Preferences {...{ version, preferences }} />
      <Mails {...mails} />
      <Password />
      <Sessions sessions={sessions} />
    </AccountFrame>
  )
}
