import { TextField } from '@rialto/ui'
import { useFetcher } from 'react-router'
import { buttonClass } from '../parts/button.ts'
import { useRefusal, useSay } from '../texts.ts'
import type { Problem } from '../visit.ts'
import { type OrderedLine, openUnitsOf } from './order-lines.tsx'

type ShipFormProps = {
  readonly lines: readonly OrderedLine[]
  /** Makes a double click one shipment. */
  readonly sendKey: string
}

/** Names of carriers that are often used; any other may be typed. */
const carriers = ['DHL', 'DPD', 'GLS', 'Hermes', 'UPS', 'FedEx', 'Royal Mail', 'PostNL', 'Aramex'] as const

/** Chooses the units of one parcel. What was typed stays when the shipment is refused. */
export function ShipForm({ lines, sendKey }: ShipFormProps) {
  const say = useSay()
  const refusal = useRefusal('vendor')
  const fetcher = useFetcher<{ problem?: Problem }>()
  const isBusy = fetcher.state !== 'idle'
  const problem = isBusy ? undefined : fetcher.data?.problem
  const open = lines.filter((line) => openUnitsOf(line) > 0)
  return (
    <fetcher.Form method="post" className="grid gap-4">
      <input type="hidden" name="intent" value="ship" />
      <input type="hidden" name="key" value={sendKey} />
      {problem ? (
        <p role="alert" className="font-semibold text-danger">
          {refusal(problem.code)}
        </p>
      ) : null}
      <fieldset className="grid">
        <legend className="pb-2 text-xs text-ink-2">{say('vendor.ship.units')}</legend>
        {open.map((line) => (
          <UnitsField key={line.sku} line={line} />
        ))}
      </fieldset>
      <div className="grid items-end gap-4 md:grid-cols-2">
        <TextField
          name="carrier"
          label={say('vendor.ship.carrier')}
          list="carriers"
          required
          maxLength={60}
          autoComplete="off"
        />
        <TextField
          name="trackingCode"
          label={say('vendor.ship.tracking')}
          hint={say('vendor.ship.trackingHint')}
          maxLength={120}
          autoComplete="off"
        />
        <datalist id="carriers">
          {carriers.map((carrier) => (
            <option key={carrier} value={carrier} />
          ))}
        </datalist>
      </div>
      <button type="submit" disabled={isBusy} className={buttonClass('primary', 'justify-self-start')}>
        {say('vendor.ship.submit')}
      </button>
    </fetcher.Form>
  )
}

function UnitsField({ line }: { line: OrderedLine }) {
  const say = useSay()
  const open = openUnitsOf(line)
  const options = Object.values(line.options).join(' · ')
  return (
    <label className="grid grid-cols-[minmax(0,1fr)_auto] items-center gap-3 border-t border-stone py-2">
      <span className="grid">
        <bdi className="font-semibold">{line.title}</bdi>
        {options === '' ? null : <bdi className="text-xs text-ink-2">{options}</bdi>}
      </span>
      <span className="flex items-center gap-2">
        <input
          type="number"
          name={`units ${line.sku}`}
          min={0}
          max={open}
          step={1}
          defaultValue={open}
          inputMode="numeric"
          className="figures min-h-9 w-20 rounded-control border border-border bg-raised px-2 text-end pointer-coarse:min-h-11"
        />
        <span className="figures whitespace-nowrap text-ink-2">{say('vendor.ship.of', { count: open })}</span>
      </span>
    </label>
  )
}
