import { approveProduct, getProduct, listAttributes, rejectProduct } from '@rialto/product-service/contract'
import { listAuditEntries } from '@rialto/tenant-service/contract'
import { type Language, TextArea } from '@rialto/ui'
import type { Visit } from '@rialto/visit'
import {
  type ActionFunctionArgs,
  Form,
  type LoaderFunctionArgs,
  useActionData,
  useLoaderData,
} from 'react-router'
import { Diff } from '../../operator/approval/diff.tsx'
import { ProductFacts } from '../../operator/approval/product.tsx'
import { diffSinceDecision, type ProductEntry } from '../../operator/approval-diff.ts'
import { vendorNames } from '../../operator/names.server.ts'
import { buttonClass } from '../../parts/button.ts'
import { Confirm } from '../../parts/confirm.tsx'
import { SideSheet } from '../../parts/side-sheet.tsx'
import { useRefusal, useSay } from '../../texts.ts'
import { fieldOf, languageOf, leadTo, operatorOf, problemOf, required } from '../../visit.ts'

const entriesMax = 100
const labelsMax = 100

export async function loader(args: LoaderFunctionArgs) {
  const staff = await operatorOf(args)
  const { api } = staff.visit
  const productId = args.params['productId'] ?? ''
  const [found, audit] = await Promise.all([
    api.call(getProduct, { productId, language: languageOf(args), related: 0 }),
    staff.may('audit.read_entries')
      ? api.call(listAuditEntries, { subject: productId, service: 'product-service', limit: entriesMax })
      : null,
  ])
  const product = required(found)
  const entries = audit?.ok ? (audit.value.items as unknown as readonly ProductEntry[]) : []
  const [names, labels] = await Promise.all([
    vendorNames(staff.visit, [product.vendorId]),
    readLabels(staff.visit, product.attributes, languageOf(args)),
  ])
  return {
    product,
    vendor: names[product.vendorId] ?? product.vendorId,
    labels,
    diff: JSON.parse(JSON.stringify(diffSinceDecision(productId, entries))) as ReturnType<
      typeof diffSinceDecision
    >,
    isCompared: audit?.ok === true,
  }
}

/** What the catalogue calls the typed facts of a product. Where it does not answer, their keys stand. */
async function readLabels(
  { api }: Visit,
  facts: object,
  language: Language,
): Promise<Record<string, string>> {
  const keys = Object.keys(facts).slice(0, labelsMax)
  if (keys.length === 0) return {}
  const answer = await api.call(listAttributes, { keys, limit: labelsMax })
  if (!answer.ok) return {}
  return Object.fromEntries(answer.value.items.map(({ key, label }) => [key, label[language] ?? label.en]))
}

export type ApprovalData = Awaited<ReturnType<typeof loader>>

export async function action(args: ActionFunctionArgs) {
  const { visit } = await operatorOf(args)
  const form = await args.request.formData()
  const productId = args.params['productId'] ?? ''
  if (fieldOf(form, 'intent') === 'reject') {
    const reason = fieldOf(form, 'reason')
    if (reason === '') return problemOf({ ok: false, code: 'REASON_MISSING' })
    const rejected = await visit.api.call(rejectProduct, { productId, reason })
    return rejected.ok ? leadTo('/approvals') : problemOf(rejected)
  }
  const approved = await visit.api.call(approveProduct, { productId })
  return approved.ok ? leadTo('/approvals') : problemOf(approved)
}

export default function ApprovalSheet() {
  const say = useSay()
  const data = useLoaderData<typeof loader>()
  const { product, vendor } = data
  return (
    <SideSheet
      title={product.title}
      backTo="/approvals"
      note={<p className="text-ink-2">{vendor}</p>}
      actions={product.status === 'pending_approval' ? <Decide title={product.title} /> : undefined}
    >
      {product.status === 'pending_approval' ? null : (
        <p role="status" className="font-semibold">
          {say('operator.approval.decided')}
        </p>
      )}
      {data.isCompared ? <Diff diff={data.diff} /> : null}
      <ProductFacts product={product} labels={data.labels} />
    </SideSheet>
  )
}

function Decide({ title }: { title: string }) {
  const say = useSay()
  const refusal = useRefusal('operator')
  const answer = useActionData<typeof action>()
  const problem = answer && 'problem' in answer ? answer.problem : null
  return (
    <>
      {problem ? (
        <p role="alert" className="w-full font-semibold text-danger">
          {refusal(problem.code)}
        </p>
      ) : null}
      <Form method="post" preventScrollReset>
        <button type="submit" name="intent" value="approve" className={buttonClass('primary')}>
          {say('operator.approvals.approve')}
        </button>
      </Form>
      <Confirm
        label={say('operator.approval.reject')}
        look="danger"
        title={say('operator.approval.rejectTitle', { title })}
        text={say('operator.approval.rejectText')}
        verb={say('operator.approval.reject')}
        area="operator"
        values={{ intent: 'reject' }}
      >
        <TextArea
          id="reject-reason"
          name="reason"
          label={say('operator.approval.reason')}
          hint={say('operator.approval.reasonHint')}
          maxLength={1000}
          rows={3}
          required
        />
      </Confirm>
    </>
  )
}
