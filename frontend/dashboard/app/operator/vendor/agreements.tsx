import { TextField } from '@rialto/ui'
import { Confirm } from '../../parts/confirm.tsx'
import { Amount, Moment } from '../../parts/moment.tsx'
import { SheetSection } from '../../parts/side-sheet.tsx'
import type { VendorData } from '../../routes/operator/vendor.tsx'
import { useSay } from '../../texts.ts'
import { writeShare } from './share.ts'

type Agreement = NonNullable<VendorData['agreements']>[number]

/** What the marketplace earns of the vendor's sales, the latest first; older terms are kept. */
export function Agreements({ data }: { data: VendorData }) {
  const say = useSay()
  const { agreements, vendor, key, may } = data
  if (!agreements) return null
  return (
    <SheetSection title={say('operator.vendor.agreements')}>
      {agreements.length === 0 ? <p className="text-ink-2">{say('operator.vendor.noAgreement')}</p> : null}
      <ul className="grid gap-2">
        {agreements.map((agreement) => (
          <li
            key={agreement.agreementId}
            className="flex flex-wrap justify-between gap-x-4 border-t border-stone pt-2"
          >
            <Terms agreement={agreement} />
            <span className="text-ink-2">
              {say('operator.vendor.from')} <Moment at={agreement.validFrom} />
            </span>
          </li>
        ))}
      </ul>
      {may.agree && agreements.length > 0 && vendor.status !== 'closed' ? (
        <div>
          <Confirm
            label={say('operator.agree.label')}
            title={say('operator.agree.title', { vendor: vendor.name })}
            text={say('operator.agree.text')}
            verb={say('operator.agree.verb')}
            area="operator"
            values={{ intent: 'agree', key }}
          >
            <TermsFields terms={agreements[0]} />
          </Confirm>
        </div>
      ) : null}
    </SheetSection>
  )
}

function Terms({ agreement }: { agreement: Agreement }) {
  const say = useSay()
  return (
    <span className="grid gap-0.5">
      {agreement.commissions.map(({ categoryId, ratePpm }) => (
        <span key={categoryId ?? ''}>
          {say(categoryId === null ? 'operator.vendor.commission' : 'operator.vendor.commissionOfCategory', {
            percent: ratePpm / 1_000_000,
          })}
        </span>
      ))}
      {agreement.fixed.map(({ amount, currency }) => (
        <span key={currency}>
          {say('operator.vendor.fixed')} <Amount amount={amount} currency={currency} />
        </span>
      ))}
      <span className="text-ink-2">
        {say('operator.vendor.feeTax', { percent: agreement.feeTaxPpm / 1_000_000 })}
      </span>
    </span>
  )
}

/** The fields that terms are agreed with: one commission for everything, and the tax on it. */
export function TermsFields({ terms }: { terms?: Agreement | undefined }) {
  const say = useSay()
  const usual = terms?.commissions.find(({ categoryId }) => categoryId === null)
  return (
    <>
      <TextField
        id={`commission-${terms?.agreementId ?? 'first'}`}
        name="commission"
        label={say('operator.agree.commission')}
        hint={say('operator.agree.commissionHint')}
        defaultValue={writeShare(usual?.ratePpm ?? 100_000)}
        inputMode="decimal"
        required
      />
      <TextField
        id={`tax-${terms?.agreementId ?? 'first'}`}
        name="feeTax"
        label={say('operator.agree.feeTax')}
        hint={say('operator.agree.feeTaxHint')}
        defaultValue={writeShare(terms?.feeTaxPpm ?? 0)}
        inputMode="decimal"
        required
      />
    </>
  )
}
