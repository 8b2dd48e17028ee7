import { formatAmount, Picture } from '@rialto/ui'
import { useRoot, useSay } from '../texts.ts'
import { Day } from './moment.tsx'
import { quantityName, type ReturnChoice } from './return-facts.ts'

type Props = {
  readonly choices: readonly ReturnChoice[]
  readonly vendors: readonly { readonly vendorId: string; readonly name: string }[]
  readonly currency: string
  /** What was chosen before, by SKU. */
  readonly quantities: Readonly<Record<string, string>>
  readonly error: string | undefined
}

/** Which units go back, vendor by vendor, with what is given back for them. */
export function ReturnChoices({ choices, vendors, currency, quantities, error }: Props) {
  const say = useSay()
  const vendorIds = [...new Set(choices.map((choice) => choice.vendorId))]
  return (
    <fieldset className="grid gap-6" {...(error ? { 'aria-describedby': 'lines-error' } : {})}>
      <legend className="mb-4 text-lg font-semibold">{say('account.return.which')}</legend>
      {error ? (
        <p id="lines-error" className="text-sm font-semibold text-danger">
          {error}
        </p>
      ) : null}
      {vendorIds.map((vendorId) => {
        const own = choices.filter((choice) => choice.vendorId === vendorId)
        return (
          <div key={vendorId}>
            <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-stone pb-2">
              <h2 className="font-semibold">
                <bdi>{vendors.find((one) => one.vendorId === vendorId)?.name}</bdi>
              </h2>
              {own[0] ? (
                <p className="text-sm text-ink-2">
                  {say('account.return.until')} <Day at={own[0].until} />
                </p>
              ) : null}
            </div>
            <ul className="divide-y divide-stone">
              {own.map((choice) => (
                <Choice key={choice.sku} {...{ choice, currency }} chosen={quantities[choice.sku]} />
              ))}
            </ul>
          </div>
        )
      })}
    </fieldset>
  )
}

function Choice({
  choice,
  currency,
  chosen,
}: {
  choice: ReturnChoice
  currency: string
  chosen: string | undefined
}) {
  const say = useSay()
  const { language } = useRoot()
  const { sku, title, options, image, left, unitRefunds } = choice
  const id = quantityName(sku)
  const details = Object.values(options).join(' · ')
  return (
    <li className="grid grid-cols-[4rem_1fr] items-center gap-x-4 gap-y-3 py-4 md:grid-cols-[4rem_1fr_14rem]">
      <Picture image={image} alt="" sizes="4rem" />
      <div>
        <p className="font-semibold">
          <bdi>{title}</bdi>
        </p>
        {details === '' ? null : <p className="text-sm text-ink-2">{details}</p>}
      </div>
      <div className="col-span-2 grid gap-1 md:col-span-1">
        <label htmlFor={id} className="text-sm font-semibold">
          {say('account.return.units')} <span className="sr-only">{title}</span>
        </label>
        <select
          id={id}
          name={id}
          defaultValue={chosen ?? '0'}
          className="figures min-h-11 w-full rounded-control border border-border bg-raised px-3 py-2 text-base text-ink"
        >
          <option value="0">{say('account.return.none')}</option>
          {Array.from({ length: left }, (_, index) => (
            <option key={String(index + 1)} value={index + 1}>
              {say('account.return.option', {
                count: index + 1,
                amount: formatAmount(unitRefunds[index] ?? 0, currency, language),
              })}
            </option>
          ))}
        </select>
      </div>
    </li>
  )
}
