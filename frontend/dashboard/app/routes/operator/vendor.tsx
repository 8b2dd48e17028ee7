import {
  approveVendor,
  closeVendor,
  createAgreement,
  getContact,
  getVendor,
  listAgreements,
  listStaff,
  suspendVendor,
} from '@rialto/vendor-service/contract'
import { type ActionFunctionArgs, type LoaderFunctionArgs, useLoaderData } from 'react-router'
import { State } from '../../operator/states.tsx'
import { VendorActions } from '../../operator/vendor/actions.tsx'
import { Agreements } from '../../operator/vendor/agreements.tsx'
import { readShare } from '../../operator/vendor/share.ts'
import { Country, Moment } from '../../parts/moment.tsx'
import { Facts, SheetSection, SideSheet } from '../../parts/side-sheet.tsx'
import { useRoot, useSay } from '../../texts.ts'
import { fieldOf, newKey, operatorOf, problemOf, required, type Staff } from '../../visit.ts'

export async function loader(args: LoaderFunctionArgs) {
  const staff = await operatorOf(args)
  const { api } = staff.visit
  const vendorId = args.params['vendorId'] ?? ''
  const [found, contact, people, agreements] = await Promise.all([
    api.call(getVendor, { slugOrId: vendorId }),
    staff.may('vendor.read_contacts') ? api.call(getContact, { vendorId }) : null,
    staff.may('vendor.read_staff') ? api.call(listStaff, { vendorId }) : null,
    staff.may('vendor.read_agreements') ? api.call(listAgreements, { vendorId, limit: 10 }) : null,
  ])
  return {
    vendor: required(found),
    contact: contact?.ok ? contact.value : null,
    people: people?.ok ? people.value.items : null,
    agreements: agreements?.ok ? agreements.value.items : null,
    key: newKey(),
    may: { decide: staff.may('vendor.manage_vendors'), agree: staff.may('vendor.manage_agreements') },
  }
}

export type VendorData = Awaited<ReturnType<typeof loader>>

export async function action(args: ActionFunctionArgs) {
  const staff = await operatorOf(args)
  const form = await args.request.formData()
  const vendorId = args.params['vendorId'] ?? ''
  const intent = fieldOf(form, 'intent')
  if (intent === 'approve') return approve(staff, vendorId, form)
  if (intent === 'agree') return agree(staff, vendorId, form)
  const endpoint = intent === 'suspend' ? suspendVendor : intent === 'close' ? closeVendor : null
  if (!endpoint) throw new Response(null, { status: 400 })
  const answer = await staff.visit.api.call(endpoint, { vendorId })
  return answer.ok ? {} : problemOf(answer)
}

/** Terms as the two fields of the form give them; null when one of them is no share. */
function termsOf(form: FormData) {
  const ratePpm = readShare(fieldOf(form, 'commission'))
  const feeTaxPpm = readShare(fieldOf(form, 'feeTax'))
  if (ratePpm === null || feeTaxPpm === null) return null
  return { commissions: [{ categoryId: null, ratePpm }], fixed: [], feeTaxPpm }
}

/** A vendor that has an agreement keeps it; without one, the form names the terms. */
async function approve({ visit }: Staff, vendorId: string, form: FormData) {
  const terms = form.has('commission') ? termsOf(form) : undefined
  if (terms === null) return problemOf({ ok: false, code: 'SHARE_WRONG' })
  const answer = await visit.api.call(approveVendor, { vendorId, ...(terms ? { terms } : {}) })
  return answer.ok ? {} : problemOf(answer)
}

async function agree({ visit }: Staff, vendorId: string, form: FormData) {
  const terms = termsOf(form)
  if (!terms) return problemOf({ ok: false, code: 'SHARE_WRONG' })
  const key = fieldOf(form, 'key')
  const answer = await visit.api.call(createAgreement, { vendorId, ...terms }, { key })
  return answer.ok ? {} : problemOf(answer)
}

export default function VendorSheet() {
  const say = useSay()
  const { language } = useRoot()
  const data = useLoaderData<typeof loader>()
  const { vendor, contact, people } = data
  return (
    <SideSheet
      title={vendor.name}
      backTo="/vendors"
      note={<State of="vendor" is={vendor.status} />}
      actions={data.may.decide ? <VendorActions data={data} /> : undefined}
    >
      <SheetSection title={say('operator.vendor.profile')}>
        <Facts
          items={[
            [say('operator.vendors.slug'), <bdi key="slug">{vendor.slug}</bdi>],
            [say('operator.vendors.country'), <Country key="country" code={vendor.country} />],
            [say('operator.vendors.shipsFrom'), <Country key="ships" code={vendor.shipsFrom} />],
            [say('operator.vendors.returnDays'), vendor.returnDays],
            [
              say('operator.vendor.story'),
              <p key="story" className="whitespace-pre-line">
                {vendor.story[language] || vendor.story.en || '–'}
              </p>,
            ],
          ]}
        />
      </SheetSection>
      {contact ? (
        <SheetSection title={say('operator.vendor.contact')}>
          <Facts
            items={[
              [say('operator.vendor.person'), <bdi key="person">{contact.person}</bdi>],
              [say('operator.order.email'), <bdi key="email">{contact.email}</bdi>],
              [say('operator.vendor.phone'), <bdi key="phone">{contact.phone ?? '–'}</bdi>],
            ]}
          />
        </SheetSection>
      ) : null}
      <Agreements data={data} />
      {people ? (
        <SheetSection title={say('operator.vendor.people')}>
          <ul className="grid gap-1">
            {people.map(({ userId, role, since }) => (
              <li key={userId} className="flex flex-wrap justify-between gap-x-4">
                <span>{say(`operator.role.${role}`)}</span>
                <span className="text-ink-2">
                  {say('operator.vendor.since')} <Moment at={since} isDay />
                </span>
              </li>
            ))}
          </ul>
        </SheetSection>
      ) : null}
    </SideSheet>
  )
}
