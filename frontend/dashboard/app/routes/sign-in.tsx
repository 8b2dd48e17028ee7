import { Button, Mark, Notice, TextField } from '@rialto/ui'
import { getProfile } from '@rialto/user-service/contract'
import type { Visit } from '@rialto/visit'
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Preferences } from '../frame/preferences.tsx'
import { languageCookie } from '../preferences.ts'
import { titled, useRefusal, useSay } from '../texts.ts'
import { fieldOf, leadTo, type Problem, problemOf, sideOf, visitOf } from '../visit.ts'

export const meta = titled('frame.signIn.title')

const cookieDays = 365

/** Staff who are signed in go on; a shopper who is signed in is told where they belong. */
export async function loader(args: LoaderFunctionArgs) {
  const visit = visitOf(args)
  const to = pathOf(new URL(args.request.url).searchParams.get('to'))
  const claims = await visit.session.visitor()
  if (sideOf(claims)) throw leadTo(to)
  return { to, isShopper: claims?.kind === 'user' }
}

type SignInProblem = Problem & { readonly email: string }

export async function action(args: ActionFunctionArgs): Promise<Response | { problem: SignInProblem }> {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const email = fieldOf(form, 'email')
  const password = String(form.get('password') ?? '')
  const userAgent = args.request.headers.get('user-agent') ?? undefined
  if (email === '' || password === '') {
    return { problem: { code: 'INVALID_CREDENTIALS', detail: null, fields: [], email } }
  }
  const signedIn = await visit.session.signIn({ email, password, ...(userAgent ? { userAgent } : {}) })
  if (!signedIn.ok) return { problem: { ...problemOf(signedIn).problem, email } }
  if (sideOf(signedIn.value)) await takeLanguage(visit)
  return leadTo(pathOf(fieldOf(form, 'to')))
}

/** A browser that never chose a language takes that of the account. */
async function takeLanguage(visit: Visit): Promise<void> {
  if (visit.cookie(languageCookie) !== undefined) return
  const profile = await visit.api.call(getProfile, {})
  if (profile.ok) visit.setCookie(languageCookie, profile.value.preferences.language, cookieDays)
}

/** Only a path of the dashboard's own: a sign-in must not lead to another site. */
function pathOf(to: string | null): string {
  return to?.startsWith('/') && !to.startsWith('//') && !to.includes('\\') ? to : '/'
}

export default function SignIn() {
  const { to, isShopper } = useLoaderData<typeof loader>()
  const say = useSay()
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-sm content-center gap-8 px-4 py-12">
      <header className="grid justify-items-start gap-1">
        <Mark className="mb-3 h-8 w-11" />
        <p className="text-lg font-semibold">{say('frame.name')}</p>
        <h1 className="text-2xl font-semibold">{say('frame.signIn.title')}</h1>
      </header>
      {isShopper ? <ForShoppers /> : <SignInForm to={to} />}
      <div className="-mx-2">
        <Preferences />
      </div>
    </main>
  )
}

function ForShoppers() {
  const say = useSay()
  return (
    <div className="grid gap-6">
      <Notice kind="info" title={say('frame.signIn.notStaff.title')}>
        <p>{say('frame.signIn.notStaff.text')}</p>
        <a href="/" className="mt-2 inline-block text-lagoon underline underline-offset-4">
          {say('frame.signIn.toShop')}
        </a>
      </Notice>
      <Form method="post" action="/sign-out" reloadDocument>
        <Button look="quiet" className="w-full">
          {say('frame.signIn.otherAccount')}
        </Button>
      </Form>
    </div>
  )
}

function SignInForm({ to }: { to: string }) {
  const say = useSay()
  const refusal = useRefusal('operator')
  const problem = useActionData<typeof action>()?.problem
  return (
    <Form method="post" reloadDocument className="grid gap-4">
      {problem ? <Notice kind="danger" title={refusal(problem.code)} /> : null}
      <input type="hidden" name="to" value={to} />
      <TextField
        name="email"
        type="email"
        label={say('frame.signIn.email')}
        autoComplete="username"
        defaultValue={problem?.email ?? ''}
        required
      />
      <TextField
        name="password"
        type="password"
        label={say('frame.signIn.password')}
        autoComplete="current-password"
        required
      />
      <Button>{say('frame.signIn.submit')}</Button>
      <a
        href="/forgot-password"
        className="inline-flex min-h-9 items-center justify-self-start text-lagoon underline underline-offset-4 pointer-coarse:min-h-11"
      >
        {say('frame.signIn.forgot')}
      </a>
    </Form>
  )
}
