import { Button, buttonClass, Notice, TextField } from '@rialto/ui'
import { resendVerification, verifyEmail } from '@rialto/user-service/contract'
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
import { refusalText, textOf } from '../account/typed.ts'
import { ShopLink } from '../parts/link.tsx'
import { useSay } from '../texts.ts'
import { leadTo, visitOf } from '../visit.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/verify-email', 'account.verify')

// The link only opens this page: programs that read mails open links too, and would confirm the address of somebody
// who never asked for an account.
export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get('token') ?? '' }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  if (textOf(form, 'intent') === 'resend') return resend(visit, textOf(form, 'email'))
  const verified = await visit.api.call(verifyEmail, { token: textOf(form, 'token') })
  if (verified.ok) return leadTo(visit, '/sign-in?done=verified')
  const code = verified.code === 'VALIDATION_FAILED' ? 'LINK_INVALID' : verified.code
  return data({ code: code as string, sentTo: null, email: '' }, { status: 422 })
}

async function resend(visit: Visit, email: string) {
  const sent = await visit.api.call(resendVerification, { email })
  if (sent.ok) return { code: null, sentTo: email, email }
  return data({ code: sent.code as string, sentTo: null, email }, { status: 422 })
}

export default function VerifyEmail() {
  const say = useSay()
  const { token } = useLoaderData<typeof loader>()
  const answer = useActionData<typeof action>()
  if (answer?.sentTo)
    return (
      <Entrance
        title={say('account.resend.title')}
        text={say('account.resend.text', { email: answer.sentTo })}
      >
        <ShopLink to="/sign-in" className={buttonClass('quiet', 'justify-self-start')}>
          {say('account.signIn.title')}
        </ShopLink>
      </Entrance>
    )
  if (token !== '' && !answer)
    return (
      <Entrance title={say('account.verify.title')} text={say('account.verify.text')}>
        <form method="post">
          <input type="hidden" name="token" value={token} />
          <Button className="w-full md:w-auto">{say('account.verify.submit')}</Button>
        </form>
      </Entrance>
    )
  return (
    <Entrance title={say('account.verify.title')}>
      <Notice kind="danger" title={say('account.verify.failed')}>
        {refusalText(say, answer?.code ?? 'LINK_INVALID')}
      </Notice>
      <form method="post" className="grid gap-4">
        <input type="hidden" name="intent" value="resend" />
        <TextField
          name="email"
          type="email"
          label={say('account.email')}
          autoComplete="email"
          defaultValue={answer?.email}
          required
        />
        <Button className="justify-self-start">{say('account.resend.submit')}</Button>
      </form>
    </Entrance>
  )
}
