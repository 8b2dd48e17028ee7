import { Price } from '@rialto/ui'
import type { ReactNode } from 'react'
import { useRoot, useSay } from '../texts.ts'
import { Moment, sayMoment } from './drop-clock.tsx'

type FactsProps = {
  readonly opensAt: string
  readonly endsAt: string
  readonly perPersonMax: number
  readonly units: number | null
  readonly price: { readonly amount: number; readonly currency: string } | null
}

/** What applies: times, share, price. Numbers stand in lines, as on a slip of paper. */
export function DropFacts({ opensAt, endsAt, perPersonMax, units, price }: FactsProps) {
  const say = useSay()
  const { language } = useRoot()
  return (
    <section aria-labelledby="drop-facts" className="mt-2">
      <h2 id="drop-facts" className="text-lg font-semibold">
        {say('drop.facts')}
      </h2>
      <dl className="mt-3 border-t border-stone">
        {price ? (
          <Fact name={say('drop.fact.price')}>
            <Price {...price} language={language} className="font-semibold" />
          </Fact>
        ) : null}
        <Fact name={say('drop.fact.perPerson')}>{say('drop.perPerson', { count: perPersonMax })}</Fact>
        {units === null ? null : (
          <Fact name={say('drop.fact.units')}>{say('drop.units', { count: units })}</Fact>
        )}
        <Fact name={say('drop.fact.opens')}>
          <Moment moment={opensAt} text={sayMoment(opensAt, language)} />
        </Fact>
        <Fact name={say('drop.fact.ends')}>
          <Moment moment={endsAt} text={sayMoment(endsAt, language)} />
        </Fact>
      </dl>
    </section>
  )
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-baseline justify-between gap-x-6 border-b border-stone py-3">
      <dt className="text-ink-2">{name}</dt>
      <dd className="figures text-end">{children}</dd>
    </div>
  )
}
