import { useFetcher } from 'react-router'
import { buttonClass } from '../parts/button.ts'
import { useRefusal, useSay } from '../texts.ts'
import type { Problem } from '../visit.ts'
import { SmallField } from './product/small-field.tsx'

type ReceiveFormProps = {
  readonly lines: readonly { readonly sku: string; readonly title: string; readonly quantity: number }[]
  readonly sendKey: string
}

/** What came back: units for the shelf, and units that nobody can sell. Their price is refunded with this. */
export function ReceiveForm({ lines, sendKey }: ReceiveFormProps) {
  const say = useSay()
  const refusal = useRefusal('vendor')
  const fetcher = useFetcher<{ problem?: Problem }>()
  const isBusy = fetcher.state !== 'idle'
  const problem = isBusy ? undefined : fetcher.data?.problem
  return (
    <fetcher.Form method="post" className="grid gap-3">
      <input type="hidden" name="intent" value="receive" />
      <input type="hidden" name="key" value={sendKey} />
      {problem ? (
        <p role="alert" className="font-semibold text-danger">
          {refusal(problem.code)}
        </p>
      ) : null}
      <p className="text-ink-2">{say('vendor.return.receiveText')}</p>
      {lines.map((line) => (
        <fieldset key={line.sku} className="border-t border-stone py-2">
          <legend className="sr-only">{line.title}</legend>
          <input type="hidden" name="sku" value={line.sku} />
          <div className="grid grid-cols-2 items-end gap-3 md:grid-cols-4">
            <bdi className="col-span-2 self-center font-semibold">{line.title}</bdi>
            <UnitsField name={`restock ${line.sku}`} label={say('vendor.return.restock')} line={line} isAll />
            <UnitsField name={`writeOff ${line.sku}`} label={say('vendor.return.writeOff')} line={line} />
          </div>
        </fieldset>
      ))}
      <button type="submit" disabled={isBusy} className={buttonClass('primary', 'justify-self-start')}>
        {say('vendor.return.receiveSubmit')}
      </button>
    </fetcher.Form>
  )
}

type UnitsFieldProps = {
  readonly name: string
  readonly label: string
  readonly line: { readonly quantity: number }
  readonly isAll?: boolean
}

function UnitsField({ name, label, line, isAll = false }: UnitsFieldProps) {
  return (
    <SmallField
      name={name}
      label={label}
      type="number"
      min={0}
      max={line.quantity}
      step={1}
      inputMode="numeric"
      defaultValue={isAll ? line.quantity : 0}
      className="figures text-end"
    />
  )
}
