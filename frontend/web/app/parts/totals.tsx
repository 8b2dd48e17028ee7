import { Icon, Price } from '@rialto/ui'
import type { ReactNode } from 'react'
import { countryName } from '../addresses/countries.ts'
import { useRoot, useSay } from '../texts.ts'

export type TotalsView = {
  readonly totals: {
    readonly subtotal: number
    readonly shipping: number
    readonly taxes: number
    readonly taxIncluded: number
    readonly discounts: number
    readonly total: number
    readonly currency: string
  }
  readonly shipping: readonly { readonly vendorId: string; readonly name: string; readonly amount: number }[]
  readonly codes: readonly { readonly code: string; readonly state: string; readonly discount: number }[]
  readonly country: string
}

/** What it all costs: one total, and behind each line of it how it came about. */
export function Totals({ totals, shipping, codes, country }: TotalsView) {
  const say = useSay()
  const { language } = useRoot()
  const { currency } = totals
  const place = countryName(language, country)
  const applied = codes.filter((code) => code.state === 'applied')
  const price = (amount: number) => <Price {...{ amount, currency, language }} />
  return (
    <div>
      <Line label={say('checkout.totals.items')} amount={price(totals.subtotal)}>
        <p>{say('checkout.totals.items.text')}</p>
      </Line>
      {totals.discounts > 0 ? (
        <Line label={say('checkout.totals.discounts')} amount={price(-totals.discounts)}>
          <Entries
            entries={applied.map((code) => ({
              key: code.code,
              label: code.code,
              amount: price(-code.discount),
            }))}
          />
        </Line>
      ) : null}
      <Line
        label={say('checkout.totals.shipping')}
        amount={<Amount amount={totals.shipping} {...{ currency }} />}
      >
        <p>{say('checkout.totals.shipping.text', { place })}</p>
        <Entries
          entries={shipping.map(({ vendorId, name, amount }) => ({
            key: vendorId,
            label: name,
            amount: <Amount {...{ amount, currency }} />,
          }))}
        />
      </Line>
      {totals.taxes > 0 ? (
        <Line label={say('checkout.totals.taxes')} amount={price(totals.taxes)}>
          <p>{say('checkout.totals.taxes.text', { place })}</p>
        </Line>
      ) : null}
      <div className="flex items-baseline justify-between gap-4 pt-4">
        <span className="text-lg font-semibold">{say('checkout.totals.total')}</span>
        <span className="text-xl font-semibold">{price(totals.total)}</span>
      </div>
      {totals.taxIncluded > 0 ? (
        <p className="mt-1 text-sm text-ink-2">
          {say('checkout.totals.included')} {price(totals.taxIncluded)}
        </p>
      ) : null}
    </div>
  )
}

/** An amount; nothing is called free. */
export function Amount({ amount, currency }: { amount: number; currency: string }) {
  const say = useSay()
  const { language } = useRoot()
  return amount === 0 ? say('checkout.free') : <Price {...{ amount, currency, language }} />
}

function Line({ label, amount, children }: { label: string; amount: ReactNode; children: ReactNode }) {
  return (
    <details className="group border-b border-stone">
      <summary className="flex min-h-11 cursor-pointer list-none items-center justify-between gap-4 [&::-webkit-details-marker]:hidden">
        <span className="flex items-center gap-1.5">
          {label}
          <Icon
            name="chevron"
            className="size-4 text-ink-2 transition-transform duration-150 group-open:rotate-180"
          />
        </span>
        <span>{amount}</span>
      </summary>
      <div className="grid gap-2 pb-3 text-sm text-ink-2">{children}</div>
    </details>
  )
}

type Entry = { readonly key: string; readonly label: string; readonly amount: ReactNode }

function Entries({ entries }: { entries: readonly Entry[] }) {
  return (
    <dl className="grid gap-1">
      {entries.map(({ key, label, amount }) => (
        <div key={key} className="flex justify-between gap-4">
          <dt>{label}</dt>
          <dd>{amount}</dd>
        </div>
      ))}
    </dl>
  )
}
