import { Icon, Picture, Price } from '@rialto/ui'
import type { BasketLine, BasketPart } from '../checkout/basket.ts'
import { useRoot, useSay } from '../texts.ts'
import { ShopLink } from './link.tsx'

type PartProps = { readonly part: BasketPart; readonly currency: string }

/** What lies in the bag from one vendor. */
export function BagPart({ part, currency }: PartProps) {
  return (
    <section aria-labelledby={`vendor-${part.vendorId}`} className="border-t border-border/50 pt-4">
      <VendorHeading part={part} />
      <ul className="divide-y divide-stone">
        {part.lines.map((line) => (
          <BagLine key={line.lineId} line={line} currency={currency} />
        ))}
      </ul>
    </section>
  )
}

/** Whose things these are. */
export function VendorHeading({ part }: { part: Pick<BasketPart, 'vendorId' | 'name' | 'slug'> }) {
  const say = useSay()
  const name = part.name === '' ? say('checkout.vendor.closed') : part.name
  return (
    <h2 id={`vendor-${part.vendorId}`} className="text-lg font-semibold">
      {part.slug === null ? (
        name
      ) : (
        <ShopLink
          to={`/vendors/${part.slug}`}
          className="inline-flex min-h-11 items-center underline-offset-4 hover:underline"
        >
          {name}
        </ShopLink>
      )}
    </h2>
  )
}

function BagLine({ line, currency }: { line: BasketLine; currency: string }) {
  const say = useSay()
  const { language } = useRoot()
  const { title, quantity, price } = line
  return (
    <li className="grid grid-cols-[5.5rem_1fr] gap-x-4 gap-y-3 py-5 md:grid-cols-[7rem_1fr_auto]">
      <ShopLink to={`/products/${line.slug}`} aria-hidden="true" tabIndex={-1}>
        <Picture image={line.image} alt="" sizes="7rem" />
      </ShopLink>
      <div className="grid content-start gap-1">
        <h3 className="font-semibold">
          <ShopLink to={`/products/${line.slug}`} className="underline-offset-4 hover:underline">
            {title}
          </ShopLink>
        </h3>
        {line.options.length > 0 ? <p className="text-sm text-ink-2">{line.options.join(' · ')}</p> : null}
        {price === null ? (
          <p className="flex items-center gap-2 text-sm font-semibold text-danger">
            <Icon name="alert" className="size-5" />
            {say('checkout.line.notForSale')}
          </p>
        ) : (
          <p className="text-sm text-ink-2">
            {say('checkout.line.each')} <Price amount={price.unit} {...{ currency, language }} />
          </p>
        )}
        <LineForms line={line} />
      </div>
      {price === null ? null : (
        <p className="col-start-2 text-end font-semibold md:col-start-3">
          {price.list > price.total ? (
            <s className="me-2 font-normal text-ink-2">
              <span className="sr-only">{say('checkout.line.before')} </span>
              <Price amount={price.list} {...{ currency, language }} />
            </s>
          ) : null}
          <Price amount={price.total} {...{ currency, language }} />
        </p>
      )}
      <span className="sr-only">{say('checkout.line.quantityNow', { quantity })}</span>
    </li>
  )
}

const stepClass =
  'inline-flex size-11 items-center justify-center text-ink hover:bg-stone disabled:opacity-40 rounded-control'

/** Quantity and removal, without script: each button sends the form. Enter in the field takes what was typed. */
function LineForms({ line }: { line: BasketLine }) {
  const say = useSay()
  const { lineId, title, quantity } = line
  return (
    <div className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2">
      <form method="post" className="inline-flex items-center rounded-control border border-border bg-raised">
        <input type="hidden" name="intent" value="quantity" />
        <input type="hidden" name="lineId" value={lineId} />
        <button
          type="submit"
          name="step"
          value="0"
          className="sr-only focus:not-sr-only focus:min-h-11 focus:px-3 focus:font-semibold"
        >
          {say('checkout.line.set')}
        </button>
        <button
          type="submit"
          name="step"
          value="-1"
          className={stepClass}
          aria-label={say('checkout.line.fewer', { title })}
        >
          <Icon name="minus" className="size-5" />
        </button>
        <input
          name="quantity"
          defaultValue={quantity}
          inputMode="numeric"
          pattern="[0-9]*"
          autoComplete="off"
          aria-label={say('checkout.line.quantity', { title })}
          className="figures h-11 w-12 bg-transparent text-center text-base"
        />
        <button
          type="submit"
          name="step"
          value="1"
          className={stepClass}
          aria-label={say('checkout.line.more', { title })}
        >
          <Icon name="plus" className="size-5" />
        </button>
      </form>
      <form method="post">
        <input type="hidden" name="intent" value="remove" />
        <input type="hidden" name="lineId" value={lineId} />
        <button
          type="submit"
          className="inline-flex min-h-11 items-center text-sm text-ink-2 underline underline-offset-4 hover:text-ink"
          aria-label={say('checkout.line.removeTitle', { title })}
        >
          {say('checkout.line.remove')}
        </button>
      </form>
    </div>
  )
}
