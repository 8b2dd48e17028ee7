import { Icon, Notice, Picture } from '@rialto/ui'
import { nameIn } from '@rialto/ui/words'
import { arrivalDates } from '../checkout/arrival.ts'
import type { BasketLine, BasketPart } from '../checkout/basket.ts'
import { shippingName } from '../checkout/form.ts'
import { useRoot, useSay } from '../texts.ts'
import { VendorHeading } from './bag-lines.tsx'
import { Amount } from './totals.tsx'

type Props = {
  readonly part: BasketPart
  readonly currency: string
  /** What is left of a line that was sold out under the person's hands. */
  readonly short: { readonly sku: string; readonly left: number } | null
}

/** One vendor's parcel: what is in it, what it costs to send, and the days on which it arrives. */
export function DeliveryChoice({ part, currency, short }: Props) {
  const say = useSay()
  const { quoted } = part
  return (
    <div className="grid gap-3 border-t border-border/50 py-4">
      <VendorHeading part={part} />
      <ul className="grid gap-3">
        {part.lines.map((line) => (
          <ParcelLine key={line.lineId} line={line} left={short?.sku === line.sku ? short.left : null} />
        ))}
      </ul>
      {quoted === null ? null : quoted.shippingMethodId === null ? (
        <Notice kind="danger" title={say('checkout.delivery.none')} />
      ) : (
        <Options vendorId={part.vendorId} quoted={quoted} currency={currency} />
      )}
    </div>
  )
}

type OptionsProps = {
  vendorId: string
  quoted: NonNullable<BasketPart['quoted']>
  currency: string
}

/** With one way there is nothing to choose: it is said, not asked. */
function Options({ vendorId, quoted, currency }: OptionsProps) {
  const say = useSay()
  const { language } = useRoot()
  const { shippingOptions, shippingMethodId, shipping } = quoted
  const chosen = shippingOptions.find((option) => option.methodId === shippingMethodId)
  const name = shippingName(vendorId)
  if (shippingOptions.length < 2) {
    return (
      <p className="flex items-start gap-3">
        <Icon name="truck" className="size-6 text-ink-2" />
        <span className="grow">
          {chosen ? say('checkout.delivery.arrives', arrivalDates(chosen, language)) : null}
        </span>
        <span className="font-semibold">
          <Amount amount={shipping} currency={currency} />
        </span>
        <input type="hidden" name={name} value={shippingMethodId ?? ''} />
      </p>
    )
  }
  return (
    <fieldset className="grid gap-2">
      <legend className="mb-2 text-sm font-semibold">{say('checkout.delivery.choose')}</legend>
      {shippingOptions.map((option) => (
        <label
          key={option.methodId}
          className="flex min-h-11 cursor-pointer items-center gap-3 rounded-control border border-border bg-raised px-4 py-3 has-[:checked]:border-lagoon has-[:checked]:outline-1 has-[:checked]:outline-lagoon"
        >
          <input
            type="radio"
            name={name}
            value={option.methodId}
            defaultChecked={option.methodId === shippingMethodId}
            className="size-5 accent-lagoon"
            data-refresh=""
          />
          <span className="grid grow">
            <span>{say('checkout.delivery.arrives', arrivalDates(option, language))}</span>
            <span className="text-sm text-ink-2">{nameIn(option, language)}</span>
          </span>
          <span className="font-semibold">
            <Amount
              amount={option.methodId === shippingMethodId ? shipping : option.price}
              currency={currency}
            />
          </span>
        </label>
      ))}
    </fieldset>
  )
}

function ParcelLine({ line, left }: { line: BasketLine; left: number | null }) {
  const say = useSay()
  const isGone = line.price === null || left === 0
  const fitClass =
    'inline-flex min-h-11 items-center font-semibold text-lagoon underline underline-offset-4 justify-self-start'
  return (
    <li className="grid grid-cols-[3rem_1fr] items-center gap-3">
      <Picture image={line.image} alt="" sizes="3rem" />
      <div>
        <p>
          <span className="figures">{line.quantity} × </span>
          {line.title}
        </p>
        {line.options.length > 0 ? <p className="text-sm text-ink-2">{line.options.join(' · ')}</p> : null}
        {isGone ? (
          <div className="grid text-danger">
            {say(line.price === null ? 'checkout.line.notForSale' : 'checkout.line.soldOut')}
            <button type="submit" name="fit" value={`${line.lineId}:0`} className={fitClass}>
              {say('checkout.line.removeTitle', { title: line.title })}
            </button>
          </div>
        ) : left !== null ? (
          <div className="grid text-danger">
            {say('checkout.line.left', { left })}
            <button type="submit" name="fit" value={`${line.lineId}:${left}`} className={fitClass}>
              {say('checkout.line.take', { left })}
            </button>
          </div>
        ) : null}
      </div>
    </li>
  )
}
