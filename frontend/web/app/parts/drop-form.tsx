import { addLanguage, Button, buttonClass, Notice, SelectField, TextField } from '@rialto/ui'
import { useRoot, useSay } from '../texts.ts'

export type DropRefusal =
  | 'DROP_NOT_OPEN'
  | 'DROP_ENDED'
  | 'ACCOUNT_REQUIRED'
  | 'LIMIT_REACHED'
  | 'SOLD_OUT'
  | 'CART_FULL'
  | 'PRODUCT_NOT_AVAILABLE'
  | 'other'

type Choice = { readonly sku: string; readonly label: string }
type FormProps = {
  readonly slug: string
  readonly formKey: string
  readonly choices: readonly Choice[]
  readonly perPersonMax: number
  readonly sent: { readonly sku: string; readonly quantity: string } | null
}

/** The form that buys. It is in the page before the opening, hidden; the server decides, whenever it is sent. */
export function DropForm({ slug, formKey, choices, perPersonMax, sent }: FormProps) {
  const say = useSay()
  const { language } = useRoot()
  const [only] = choices
  return (
    <form method="post" action={addLanguage(language, `/drops/${slug}`)} className="grid max-w-sm gap-4">
      <input type="hidden" name="key" value={formKey} />
      {choices.length === 1 && only ? (
        <input type="hidden" name="sku" value={only.sku} />
      ) : (
        <SelectField
          name="sku"
          label={say('drop.variant')}
          options={choices.map(({ sku, label }) => ({ value: sku, label }))}
          defaultValue={sent?.sku}
        />
      )}
      {perPersonMax === 1 ? (
        <input type="hidden" name="quantity" value="1" />
      ) : (
        <TextField
          name="quantity"
          type="number"
          inputMode="numeric"
          min={1}
          max={perPersonMax}
          required
          label={say('drop.quantity')}
          hint={say('drop.perPerson', { count: perPersonMax })}
          defaultValue={sent?.quantity ?? '1'}
        />
      )}
      <Button>{say('drop.buy')}</Button>
      <p className="text-sm text-ink-2">{say('drop.open.text')}</p>
    </form>
  )
}

/** What somebody without an account does first; the way back leads here. */
export function DropSignIn({ slug, text }: { slug: string; text: string }) {
  const say = useSay()
  const { language } = useRoot()
  const next = new URLSearchParams({ next: `/drops/${slug}` })
  return (
    <div className="grid max-w-prose justify-items-start gap-4">
      <p>{text}</p>
      <div className="flex flex-wrap gap-3">
        <a href={`${addLanguage(language, '/sign-in')}?${next}`} className={buttonClass('primary')}>
          {say('drop.signIn')}
        </a>
        <a href={`${addLanguage(language, '/sign-up')}?${next}`} className={buttonClass('quiet')}>
          {say('drop.signUp')}
        </a>
      </div>
    </div>
  )
}

/** Why nothing was put into the bag. */
export function DropRefused({ code }: { code: DropRefusal }) {
  const say = useSay()
  return (
    <Notice kind="danger" title={say('drop.refused.title')}>
      <p>{say(`drop.refused.${code}`)}</p>
    </Notice>
  )
}
