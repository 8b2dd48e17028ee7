import { Button, Icon, TextField } from '@rialto/ui'
import type { Quote } from '../checkout/basket.ts'
import { useSay } from '../texts.ts'

type Codes = Quote['codes']

/** Promotion codes: one more, and what became of those that were entered. `form` names the form they belong to. */
export function PromotionCodes({ codes, form }: { codes: Codes; form?: string }) {
  const say = useSay()
  const target = form === undefined ? {} : { form }
  return (
    <details className="group" open={codes.length > 0}>
      <summary className="flex min-h-11 cursor-pointer list-none items-center gap-1.5 underline-offset-4 hover:underline [&::-webkit-details-marker]:hidden">
        {say('checkout.code.title')}
        <Icon
          name="chevron"
          className="size-4 text-ink-2 transition-transform duration-150 group-open:rotate-180"
        />
      </summary>
      <div className="grid gap-3 pb-3">
        {/* First in the form: Enter in the field applies the code. */}
        <div className="grid grid-cols-[1fr_auto] items-end gap-2">
          <TextField
            name="code"
            label={say('checkout.code.label')}
            autoComplete="off"
            autoCapitalize="characters"
            maxLength={40}
            {...target}
          />
          <Button look="quiet" name="intent" value="code" {...target}>
            {say('checkout.code.apply')}
          </Button>
        </div>
        {codes.map((code) => (
          <CodeRow key={code.code} code={code} target={target} />
        ))}
      </div>
    </details>
  )
}

function CodeRow({ code, target }: { code: Codes[number]; target: { form?: string } }) {
  const say = useSay()
  const isApplied = code.state === 'applied'
  return (
    <div className="flex items-center justify-between gap-3 text-sm">
      <p className={isApplied ? 'text-success' : 'text-danger'}>
        <Icon name={isApplied ? 'check' : 'alert'} className="me-1.5 inline size-4" />
        <strong className="figures">{code.code}</strong>{' '}
        {say(isApplied ? 'checkout.code.applied' : `checkout.code.refused.${code.reason ?? 'unknown'}`)}
      </p>
      <button
        type="submit"
        name="removeCode"
        value={code.code}
        className="inline-flex min-h-11 items-center underline underline-offset-4"
        aria-label={say('checkout.code.removeTitle', { code: code.code })}
        {...target}
      >
        {say('checkout.line.remove')}
      </button>
    </div>
  )
}
