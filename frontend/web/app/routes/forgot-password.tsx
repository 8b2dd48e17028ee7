import { Button, buttonClass, Notice, TextField } from '@rialto/ui'
import { forgotPassword } from '@rialto/user-service/contract'
import { type ActionFunctionArgs, data, type MetaFunction, useActionData } from 'react-router'
import { Entrance } from '../account/entrance.tsx'
import { accountMeta } from '../account/meta.ts'
import { refusalText, textOf } from '../account/typed.ts'
import { ShopLink } from '../parts/link.tsx'
import { useSay } from '../texts.ts'
import { visitOf } from '../visit.ts'

export const meta: MetaFunction = (args) => accountMeta(args, '/forgot-password', 'account.forgot')

export async function action(args: ActionFunctionArgs) {
  const email = textOf(await args.request.formData(), 'email')
  const asked = await visitOf(args).api.call(forgotPassword, { email })
  if (asked.ok) return { email, sentTo: email, code: null }
  return data({ email, sentTo: null, code: asked.code as string }, { status: 422 })
}

export default function ForgotPassword() {
  const say = useSay()
  const answer = useActionData<typeof action>()
  if (answer?.sentTo)
    return (
      <Entrance title={say('account.sent.title')} text={say('account.forgot.sent', { email: answer.sentTo })}>
        <p className="text-ink-2">{say('account.sent.wait')}</p>
        <ShopLink to="/sign-in" className={buttonClass('quiet', 'justify-self-start')}>
          {say('account.signIn.title')}
        </ShopLink>
      </Entrance>
    )
  const isWrongMail = answer?.code === 'VALIDATION_FAILED'
  return (
    <Entrance title={say('account.forgot.title')} text={say('account.forgot.text')}>
      {answer?.code && !isWrongMail ? (
        <Notice kind="danger" title={say('account.notSent')}>
          {refusalText(say, answer.code)}
        </Notice>
      ) : null}
      <form method="post" className="grid gap-4">
        <TextField
          name="email"
          type="email"
          label={say('account.email')}
          autoComplete="username"
          defaultValue={answer?.email}
          error={isWrongMail ? say('account.problem.email') : undefined}
          required
        />
        <Button className="w-full">{say('account.forgot.submit')}</Button>
      </form>
    </Entrance>
  )
}
