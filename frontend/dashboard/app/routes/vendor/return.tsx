import { approveReturn, getVendorReturn, receiveReturn, rejectReturn } from '@rialto/order-service/contract'
import { Picture, TextArea } from '@rialto/ui'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { Confirm } from '../../parts/confirm.tsx'
import { Amount, Moment } from '../../parts/moment.tsx'
import { Facts, SheetSection, SideSheet } from '../../parts/side-sheet.tsx'
import { titled, useSay } from '../../texts.ts'
import { ReceiveForm } from '../../vendor/receive-form.tsx'
import { ReturnStateLabel } from '../../vendor/return-state.tsx'
import { fieldOf, newKey, problemOf, required, vendorStaffOf } from '../../visit.ts'

export const meta = titled('vendor.returns.title')

export async function loader(args: LoaderFunctionArgs) {
  const { visit, may } = await vendorStaffOf(args)
  const returnId = args.params['returnId'] ?? ''
  const asked = required(await visit.api.call(getVendorReturn, { returnId }))
  const rights = { mayDecide: may('order.decide_returns'), mayReceive: may('order.receive_returns') }
  return { asked, key: newKey(), ...rights }
}

export async function action(args: ActionFunctionArgs) {
  const { visit } = await vendorStaffOf(args)
  const form = await args.request.formData()
  const answer = await run(visit.api, args.params['returnId'] ?? '', form)
  return answer.ok ? { done: true } : problemOf(answer)
}

type Api = Awaited<ReturnType<typeof vendorStaffOf>>['visit']['api']

async function run(api: Api, returnId: string, form: FormData) {
  switch (fieldOf(form, 'intent')) {
    case 'approve':
      return api.call(approveReturn, { returnId })
    case 'reject': {
      const answer = fieldOf(form, 'answer')
      if (answer === '') return { ok: false as const, code: 'REASON_MISSING' }
      return api.call(rejectReturn, { returnId, answer })
    }
    case 'receive': {
      const lines = receivedIn(form)
      if (lines.length === 0) return { ok: false as const, code: 'NOTHING_CAME' }
      return api.call(receiveReturn, { returnId, lines }, { key: fieldOf(form, 'key') || newKey() })
    }
    default:
      return { ok: false as const, code: 'VALIDATION_FAILED' }
  }
}

/** The fields `restock <sku>` and `writeOff <sku>`; a line of which nothing came is left out. */
function receivedIn(form: FormData) {
  const units = (kind: string, sku: string) => {
    const typed = Number(fieldOf(form, `${kind} ${sku}`))
    return Number.isInteger(typed) && typed > 0 ? typed : 0
  }
  return form
    .getAll('sku')
    .map(String)
    .map((sku) => ({ sku, restock: units('restock', sku), writeOff: units('writeOff', sku) }))
    .filter((line) => line.restock + line.writeOff > 0)
}

export default function ReturnSheet() {
  const { asked, key, mayReceive } = useLoaderData<typeof loader>()
  const say = useSay()
  return (
    <SideSheet
      title={say('vendor.return.title', { number: asked.number })}
      backTo="/vendor/returns"
      note={<ReturnStateLabel status={asked.status} />}
      actions={asked.status === 'requested' ? <Decide /> : null}
    >
      <SheetSection title={say('vendor.return.why')}>
        <p className="font-semibold">{say(`vendor.returnReason.${asked.reason}`)}</p>
        {asked.comment ? (
          <p className="whitespace-pre-wrap">
            <bdi>{asked.comment}</bdi>
          </p>
        ) : null}
      </SheetSection>
      <SheetSection title={say('vendor.return.lines')}>
        <Lines />
      </SheetSection>
      {asked.status === 'approved' && mayReceive ? (
        <SheetSection title={say('vendor.return.receive')}>
          <ReceiveForm lines={asked.lines} sendKey={key} />
        </SheetSection>
      ) : null}
      {asked.answer ? (
        <SheetSection title={say('vendor.return.answer')}>
          <p className="whitespace-pre-wrap">
            <bdi>{asked.answer}</bdi>
          </p>
        </SheetSection>
      ) : null}
      <SheetSection title={say('vendor.return.course')}>
        <Facts items={useCourse()} />
      </SheetSection>
    </SideSheet>
  )
}

function useCourse() {
  const { asked } = useLoaderData<typeof loader>()
  const say = useSay()
  const steps = [
    [say('vendor.returns.asked'), asked.createdAt],
    [say('vendor.return.decided'), asked.decidedAt],
    [say('vendor.return.received'), asked.receivedAt],
    [say('vendor.return.refunded'), asked.refundedAt],
  ] as const
  const done = steps.flatMap(([name, at]) => (at ? [[name, <Moment key={name} at={at} />] as const] : []))
  const amount = <Amount key="refund" amount={asked.refundAmount} currency={asked.currency} />
  return [...done, [say('vendor.returns.refund'), amount] as const]
}

function Lines() {
  const { asked } = useLoaderData<typeof loader>()
  const say = useSay()
  return (
    <ul className="grid">
      {asked.lines.map((line) => (
        <li
          key={line.sku}
          className="grid grid-cols-[3rem_minmax(0,1fr)_auto] gap-3 border-t border-stone py-2"
        >
          <Picture image={line.image} alt="" sizes="48px" />
          <div className="grid content-start">
            <bdi className="font-semibold">{line.title}</bdi>
            <span className="grid text-xs text-ink-2">
              <bdi>{Object.values(line.options).join(' · ')}</bdi>
              <bdi className="break-all">{line.sku}</bdi>
              {line.restocked > 0 ? (
                <span>{say('vendor.return.restocked', { count: line.restocked })}</span>
              ) : null}
              {line.writtenOff > 0 ? (
                <span>{say('vendor.return.writtenOff', { count: line.writtenOff })}</span>
              ) : null}
            </span>
          </div>
          <span className="grid content-start text-end">
            <span className="figures font-semibold">× {line.quantity}</span>
            <Amount amount={line.refundAmount} currency={asked.currency} />
          </span>
        </li>
      ))}
    </ul>
  )
}

/** The vendor's answer to a request. A rejection says why, and the customer reads it. */
function Decide() {
  const { asked, mayDecide } = useLoaderData<typeof loader>()
  const say = useSay()
  if (!mayDecide) return null
  const { number } = asked
  return (
    <>
      <Confirm
        area="vendor"
        look="primary"
        label={say('vendor.return.approve')}
        title={say('vendor.return.approveTitle', { number })}
        text={say('vendor.return.approveText')}
        verb={say('vendor.return.approve')}
        values={{ intent: 'approve' }}
      />
      <Confirm
        area="vendor"
        look="danger"
        label={say('vendor.return.reject')}
        title={say('vendor.return.rejectTitle', { number })}
        text={say('vendor.return.rejectText')}
        verb={say('vendor.return.reject')}
        values={{ intent: 'reject' }}
      >
        <TextArea name="answer" label={say('vendor.return.answer')} rows={3} maxLength={500} required />
      </Confirm>
    </>
  )
}
