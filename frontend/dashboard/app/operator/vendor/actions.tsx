import { Confirm } from '../../parts/confirm.tsx'
import type { VendorData } from '../../routes/operator/vendor.tsx'
import { useSay } from '../../texts.ts'
import { TermsFields } from './agreements.tsx'

/** What can be decided about a vendor in its present state. */
export function VendorActions({ data }: { data: VendorData }) {
  const say = useSay()
  const { vendor, agreements } = data
  const { status, name } = vendor
  const isFirst = (agreements?.length ?? 0) === 0
  return (
    <>
      {status === 'applied' || status === 'suspended' ? (
        <Confirm
          label={say('operator.vendorApprove.label')}
          look="primary"
          title={say('operator.vendorApprove.title', { vendor: name })}
          text={say(isFirst ? 'operator.vendorApprove.first' : 'operator.vendorApprove.again')}
          verb={say('operator.vendorApprove.label')}
          area="operator"
          values={{ intent: 'approve' }}
        >
          {isFirst ? <TermsFields /> : null}
        </Confirm>
      ) : null}
      {status === 'active' ? (
        <Confirm
          label={say('operator.vendorSuspend.label')}
          look="danger"
          title={say('operator.vendorSuspend.title', { vendor: name })}
          text={say('operator.vendorSuspend.text')}
          verb={say('operator.vendorSuspend.label')}
          area="operator"
          values={{ intent: 'suspend' }}
        />
      ) : null}
      {status === 'closed' ? (
        <p className="py-2 text-ink-2">{say('operator.vendor.closedNote')}</p>
      ) : (
        <Confirm
          label={say(status === 'applied' ? 'operator.vendorDecline.label' : 'operator.vendorClose.label')}
          look="danger"
          title={say(status === 'applied' ? 'operator.vendorDecline.title' : 'operator.vendorClose.title', {
            vendor: name,
          })}
          text={say(status === 'applied' ? 'operator.vendorDecline.text' : 'operator.vendorClose.text')}
          verb={say(status === 'applied' ? 'operator.vendorDecline.label' : 'operator.vendorClose.label')}
          area="operator"
          values={{ intent: 'close' }}
        />
      )}
    </>
  )
}
