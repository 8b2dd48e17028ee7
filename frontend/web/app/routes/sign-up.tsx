import { addLanguage, Button, buttonClass, Notice, TextField } from '@rialto/ui'
import { registerUser } from '@rialto/user-service/contract'
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
import { signInPath, wayBack } from '../account/own-path.ts'
import { type Problems, problemsOf, refusalText, typedOf } from '../account/typed.ts'
import { ShopLink } from '../parts/link.tsx'
import { textsIn, useRoot, useSay } from '../texts.ts'
import { leadTo, visitOf } from '../visit.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/sign-up', 'account.signUp')

export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const back = wayBack(args.request)
  if ((await visit.session.visitor())?.kind === 'user') throw leadTo(visit, back)
  return { back }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const typed = typedOf(form, ['email', 'firstName', 'lastName'])
  const { email = '', firstName = '', lastName = '' } = typed
  const answer = await visit.api.call(registerUser, {
    email,
    firstName,
    lastName,
    password: String(form.get('password') ?? ''),
    language: visit.language,
  })
  // The same page for a known address: nobody learns here who has an account.
  if (answer.ok) return { typed, sentTo: email, code: null, problems: {} as Problems }
  const say = textsIn(visit.language)
  const problems: Problems =
    answer.code === 'PASSWORD_TOO_COMMON'
      ? { password: refusalText(say, answer.code) }
      : problemsOf(answer.fields, {
          email: say('account.problem.email'),
          password: say('account.problem.password'),
          firstName: say('account.problem.firstName'),
          lastName: say('account.problem.lastName'),
        })
  return data({ typed, sentTo: null, code: answer.code as string, problems }, { status: 422 })
}

export default function SignUp() {
  const say = useSay()
  const { back } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.sentTo) return <LookAtMail email={answer.sentTo} />
  return (
    <Entrance title={say('account.signUp.title')} text={say('account.signUp.text')}>
      {answer ? (
        <Notice kind="danger" title={say('account.notSaved')}>
          {Object.keys(answer.problems).length > 0
            ? say('account.lookAtFields')
            : refusalText(say, answer.code ?? 'other')}
        </Notice>
      ) : null}
      <SignUpForm typed={answer?.typed} problems={answer?.problems ?? {}} />
      <p className="border-t border-stone pt-4">
        {say('account.signUp.known')}{' '}
        <ShopLink
          to={signInPath(back)}
          className="inline-flex min-h-11 items-center font-semibold text-lagoon underline underline-offset-4"
        >
          {say('account.signIn.title')}
        </ShopLink>
      </p>
    </Entrance>
  )
}

function SignUpForm({
  typed,
  problems,
}: {
  typed: Readonly<Record<string, string>> | undefined
  problems: Problems
}) {
  const say = useSay()
  const field = (name: string) => ({
    name,
    defaultValue: typed?.[name],
    error: problems[name],
    required: true,
  })
  return (
    <form method="post" className="grid gap-4">
      <div className="grid gap-4 md:grid-cols-2">
        <TextField
          {...field('firstName')}
          label={say('account.firstName')}
          autoComplete="given-name"
          maxLength={120}
        />
        <TextField
          {...field('lastName')}
          label={say('account.lastName')}
          autoComplete="family-name"
          maxLength={120}
        />
      </div>
      <TextField {...field('email')} type="email" label={say('account.email')} autoComplete="email" />
      <TextField
        name="password"
        type="password"
        label={say('account.password')}
        hint={say('account.passwordHint')}
        error={problems['password']}
        autoComplete="new-password"
        minLength={8}
        maxLength={200}
        required
      />
      <Button className="w-full">{say('account.signUp.submit')}</Button>
      <p className="text-sm text-ink-2">{say('account.signUp.privacy')}</p>
    </form>
  )
}

function LookAtMail({ email }: { email: string }) {
  const say = useSay()
  const { language } = useRoot()
  return (
    <Entrance title={say('account.sent.title')} text={say('account.sent.text', { email })}>
      <p className="text-ink-2">{say('account.sent.wait')}</p>
      <form method="post" action={addLanguage(language, '/sign-in')}>
        <input type="hidden" name="intent" value="resend" />
        <input type="hidden" name="email" value={email} />
        <Button look="quiet">{say('account.resend.submit')}</Button>
      </form>
      <ShopLink to="/" className={buttonClass('plain', 'justify-self-start')}>
        {say('account.toMarket')}
      </ShopLink>
    </Entrance>
  )
}
