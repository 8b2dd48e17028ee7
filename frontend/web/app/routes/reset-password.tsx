import { Button, buttonClass, Notice, TextField } from '@rialto/ui'
import { resetPassword } from '@rialto/user-service/contract'
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

export const meta: MetaFunction = (args) => accountMeta(args, '/reset-password', 'account.reset')

export function loader({ request }: LoaderFunctionArgs) {
  return { token: new URL(request.url).searchParams.get('token') ?? '' }
}

export async function action(args: ActionFunctionArgs) {
  const visit = visitOf(args)
  const form = await args.request.formData()
  const password = String(form.get('password') ?? '')
  const token = textOf(form, 'token')
  const set = await visit.api.call(resetPassword, { token, password })
  if (set.ok) return leadTo(visit, '/sign-in?done=password_set')
  const isField = set.fields?.some((field) => field.path === '/password') ?? false
  const code = set.code === 'VALIDATION_FAILED' && !isField ? 'LINK_INVALID' : set.code
  return data({ code: code as string }, { status: 422 })
}

const linkCodes = ['LINK_INVALID', 'LINK_EXPIRED']

export default function ResetPassword() {
  const say = useSay()
  const { token } = useLoaderData<typeof loader>()
  const code = useActionData<typeof action>()?.code ?? (token === '' ? 'LINK_INVALID' : null)
  if (code && linkCodes.includes(code))
    return (
      <Entrance title={say('account.reset.title')}>
        <Notice kind="danger" title={say('account.reset.failed')}>
          {refusalText(say, code)}
        </Notice>
        <ShopLink to="/forgot-password" className={buttonClass('primary', 'justify-self-start')}>
          {say('account.forgot.submit')}
        </ShopLink>
      </Entrance>
    )
  const fieldError =
    code === 'PASSWORD_TOO_COMMON'
      ? refusalText(say, code)
      : code === 'VALIDATION_FAILED'
        ? say('account.problem.password')
        : undefined
  return (
    <Entrance title={say('account.reset.title')} text={say('account.reset.text')}>
      {code && !fieldError ? (
        <Notice kind="danger" title={say('account.notSaved')}>
          {refusalText(say, code)}
        </Notice>
      ) : null}
      <form method="post" className="grid gap-4">
        <input type="hidden" name="token" value={token} />
        <TextField
          name="password"
          type="password"
          label={say('account.newPassword')}
          hint={say('account.passwordHint')}
          error={fieldError}
          autoComplete="new-password"
          minLength={8}
          maxLength={200}
          required
        />
        <Button className="w-full">{say('account.reset.submit')}</Button>
      </form>
    </Entrance>
  )
}
