import { useState } from 'react'
import { useFetcher } from 'react-router'
import { buttonClass } from '../parts/button.ts'
import { useRefusal, useSay } from '../texts.ts'
import type { Problem } from '../visit.ts'
import { SmallField, SmallSelect } from './product/small-field.tsx'

const changes = ['receive', 'found', 'lost', 'count'] as const
type Change = (typeof changes)[number]

type StockFormProps = {
  readonly sendKey: string
  readonly places: readonly { readonly id: string; readonly name: string }[]
  readonly placeDefault: string
}

/** Why stock changes decides how: units that came, were found or lost, or the count of a stocktake. */
export function StockForm({ sendKey, places, placeDefault }: StockFormProps) {
  const say = useSay()
  const refusal = useRefusal('vendor')
  const fetcher = useFetcher<{ problem?: Problem }>()
  const [change, setChange] = useState<Change>('receive')
  const isBusy = fetcher.state !== 'idle'
  const problem = isBusy ? undefined : fetcher.data?.problem
  return (
    <fetcher.Form method="post" className="grid gap-3">
      <input type="hidden" name="key" value={sendKey} />
      {problem ? (
        <p role="alert" className="font-semibold text-danger">
          {refusal(problem.code)}
        </p>
      ) : null}
      <div className="grid gap-3 md:grid-cols-3">
        <SmallSelect
          label={say('vendor.stock.why')}
          name="change"
          value={change}
          onChange={(event) => setChange(event.currentTarget.value as Change)}
          options={changes.map((one) => ({ value: one, label: say(`vendor.stock.why.${one}`) }))}
        />
        <SmallSelect
          label={say('vendor.stock.warehouse')}
          name="warehouseId"
          defaultValue={placeDefault}
          options={places.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SmallField
          label={say(change === 'count' ? 'vendor.stock.counted' : 'vendor.stock.units')}
          name="units"
          type="number"
          min={change === 'count' ? 0 : 1}
          max={1_000_000}
          step={1}
          required
          inputMode="numeric"
          className="figures text-end"
        />
      </div>
      <p className="text-xs text-ink-2">{say(`vendor.stock.hint.${change}`)}</p>
      <button type="submit" disabled={isBusy} className={buttonClass('primary', 'justify-self-start')}>
        {say(`vendor.stock.do.${change}`)}
      </button>
    </fetcher.Form>
  )
}
