import { Button, Notice, TextField } from '@rialto/ui'
import { getProfile, resendVerification } from '@rialto/user-service/contract'
import type { Visit } from '@rialto/visit'
import {
  type ActionFunctionArgs,
  data,
  type LoaderFunctionArgs,
  type MetaFunction,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Entrance } from '../account/entrance.tsx'
import { accountMeta } from '../account/meta.ts'
import { ownPath, wayBack } from '../account/own-path.ts'
import { refusalText, textOf } from '../account/typed.ts'
import { mergeBagAfterSignIn } from '../bag.ts'
import { ShopLink } from '../parts/link.tsx'
import { currencies, currencyCookie } from '../preferences.ts'
import { useSay } from '../texts.ts'
import { leadTo, visitOf } from '../visit.ts'

const notices = ['verified', 'password_set'] as const
const currencyDays = 365

export const meta: MetaFunction = (args) => accountMeta(args, '/sign-in', 'account.signIn')

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const back = wayBack(args.request)
  if ((await visit.session.visitor())?.kind === 'user') throw leadTo(visit, back)
  const done = new URL(args.request.url).searchParams.get('done')
  return { back, notice: notices.find((one) => one === done) ?? null }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const email = textOf(form, 'email')
  if (textOf(form, 'intent') === 'resend') return resend(visit, email)
  const userAgent = args.request.headers.get('user-agent')?.slice(0, 1_000)
  const signedIn = await visit.session.signIn({
    email,
    password: String(form.get('password') ?? ''),
    ...(userAgent ? { userAgent } : {}),
  })
  if (!signedIn.ok) {
    // A mail address that cannot be one is as wrong as an unknown one.
    const code = signedIn.code === 'VALIDATION_FAILED' ? 'INVALID_CREDENTIALS' : signedIn.code
    return data({ email, code, isSent: false }, { status: 422 })
  }
  await Promise.all([mergeBagAfterSignIn(visit), takeCurrency(visit)])
  return leadTo(visit, ownPath(textOf(form, 'back')))
}

/** The same answer for every address: this page tells nobody who has an account. */
async function resend(visit: Visit, email: string) {
  const sent = await visit.api.call(resendVerification, { email })
  return data({ email, code: sent.ok ? null : sent.code, isSent: sent.ok }, { status: sent.ok ? 200 : 422 })
}

/** Somebody who chose a currency in the account sees it in this browser too. */
async function takeCurrency(visit: Visit): Promise<void> {
  const profile = await visit.api.call(getProfile, {})
  const currency = profile.ok
    ? currencies.find((one) => one === profile.value.preferences.currency)
    : undefined
  if (currency) visit.setCookie(currencyCookie, currency, currencyDays)
}

export default function SignIn() {
  const say = useSay()
  const { back, notice } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  const query = back === '/account' ? '' : `?${new URLSearchParams({ back })}`
  return (
    <Entrance title={say('account.signIn.title')}>
      {notice && !answer ? (
        <Notice kind="success" title={say(`account.signIn.${notice}`)} />
      ) : (
        <Answer answer={answer} />
      )}
      <form method="post" className="grid gap-4">
        <input type="hidden" name="back" value={back} />
        <TextField
          name="email"
          type="email"
          label={say('account.email')}
          autoComplete="username"
          defaultValue={answer?.email}
          required
        />
        <TextField
          name="password"
          type="password"
          label={say('account.password')}
          autoComplete="current-password"
          required
        />
        <ShopLink
          to="/forgot-password"
          className="inline-flex min-h-11 items-center justify-self-start text-lagoon underline underline-offset-4"
        >
          {say('account.signIn.forgot')}
        </ShopLink>
        <Button className="w-full">{say('account.signIn.submit')}</Button>
      </form>
      <p className="border-t border-stone pt-4">
        {say('account.signIn.new')}{' '}
        <ShopLink
          to={`/sign-up${query}`}
          className="inline-flex min-h-11 items-center font-semibold text-lagoon underline underline-offset-4"
        >
          {say('account.signUp.title')}
        </ShopLink>
      </p>
    </Entrance>
  )
}

function Answer({ answer }: { answer: { email: string; code: string | null; isSent: boolean } | undefined }) {
  const say = useSay()
  if (!answer) return null
  const { email, code, isSent } = answer
  if (isSent)
    return (
      <Notice kind="success" title={say('account.resend.title')}>
        {say('account.resend.text', { email })}
      </Notice>
    )
  if (code === 'INVALID_CREDENTIALS')
    return (
      <Notice kind="danger" title={say('account.signIn.wrong.title')}>
        {say('account.signIn.wrong.text')}
      </Notice>
    )
  if (code !== 'EMAIL_NOT_VERIFIED')
    return (
      <Notice kind="danger" title={say('account.signIn.failed')}>
        {refusalText(say, code ?? 'other')}
      </Notice>
    )
  return (
    <Notice kind="danger" title={say('account.signIn.unverified.title')}>
      <p>{say('account.signIn.unverified.text', { email })}</p>
      <form method="post" className="mt-3">
        <input type="hidden" name="intent" value="resend" />
        <input type="hidden" name="email" value={email} />
        <Button look="quiet">{say('account.resend.submit')}</Button>
      </form>
    </Notice>
  )
}
