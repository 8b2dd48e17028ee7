import type { Example, Examples, ExampleWorld } from '@rialto/testing'

type Make = Example['make']

const shared = (as: Example['as'], make: Make): Example => ({ as, scope: 'shared', make })
const own = (make: Make): Example => ({ as: 'vendorOwner', scope: 'mine', make })
const ofVendor: Make = async (world) => ({ vendorId: await world.vendorId() })

const terms = {
  commissions: [{ categoryId: null, ratePpm: 100_000 }],
  fixed: [{ amount: 30, currency: 'EUR' }],
  feeTaxPpm: 0,
}

const application: Make = async (world) => ({
  slug: `mill-${world
    .unique('x')
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, '')}`.slice(0, 50),
  name: 'The Mill',
  country: 'PT',
  story: { en: 'We grind what the valley grows.', de: 'Wir mahlen, was im Tal wächst.' },
  contact: { person: 'Ana Moleira', email: 'mill@example.org' },
})

/** The owner of a vendor applies again: a shopper who did so would act for a vendor in later examples. */
async function applicant(world: ExampleWorld) {
  const input = await application(world)
  const { vendorId } = await world.call<{ vendorId: string }>('vendor.apply_as_vendor', input, 'vendorOwner')
  return { vendorId }
}

async function approved(world: ExampleWorld) {
  const { vendorId } = await applicant(world)
  await world.call('vendor.approve_vendor', { vendorId }, 'operator')
  return { vendorId }
}

/** Somebody of another vendor, invited to this one: their own vendor stays the first of the two. */
async function invited(world: ExampleWorld) {
  const vendorId = await world.vendorId()
  const { id: userId } = await world.call<{ id: string }>('user.get_profile', {}, 'otherVendor')
  await world.ask('vendor.remove_staff', { vendorId, userId }, 'vendorOwner')
  const wish = { vendorId, userId, role: 'vendor_packer' }
  const { invitationId } = await world.call<{ invitationId: string }>(
    'vendor.invite_staff',
    wish,
    'vendorOwner',
  )
  return { vendorId, userId, invitationId }
}

export const examples: Examples = {
  'vendor.find_vendors': shared('service', async (world) => ({
    vendorIds: [await world.vendorId()],
    slugs: ['no-such-vendor'],
  })),
  'vendor.find_agreements': shared('service', async (world) => ({ vendorIds: [await world.vendorId()] })),
  'vendor.find_memberships': shared('service', async (world) => {
    const { id } = await world.call<{ id: string }>('user.get_profile', {}, 'vendorOwner')
    return { userId: id }
  }),
  'vendor.apply_as_vendor': shared('vendorOwner', application),
  'vendor.list_vendors': shared('nobody', async () => ({ limit: 5 })),
  'vendor.get_vendor': shared('nobody', async (world) => ({ slugOrId: await world.vendorId() })),
  'vendor.change_vendor': own(async (world) => {
    const vendorId = await world.vendorId()
    const input = { slugOrId: vendorId }
    const { version } = await world.call<{ version: number }>('vendor.get_vendor', input, 'nobody')
    return { vendorId, version, tagline: { en: 'Ground slowly' } }
  }),
  'vendor.get_contact': own(ofVendor),
  'vendor.change_contact': own(async (world) => {
    const input = { vendorId: await world.vendorId() }
    const contact = await world.call<Record<string, unknown>>('vendor.get_contact', input, 'vendorOwner')
    return { ...contact, phone: '+351 210 000 000' }
  }),
  'vendor.approve_vendor': shared('operator', applicant),
  'vendor.suspend_vendor': shared('operator', approved),
  'vendor.close_vendor': shared('operator', applicant),
  'vendor.list_agreements': own(ofVendor),
  'vendor.create_agreement': shared('operator', async (world) => ({ ...(await approved(world)), ...terms })),
  'vendor.list_staff': own(ofVendor),
  'vendor.invite_staff': own(async (world) => ({
    vendorId: await world.vendorId(),
    role: 'vendor_packer',
    email: `${world.unique('packer')}@example.org`,
  })),
  'vendor.list_invitations': own(ofVendor),
  'vendor.withdraw_invitation': own(async (world) => {
    const { vendorId, invitationId } = await invited(world)
    return { vendorId, invitationId }
  }),
  'vendor.list_own_invitations': shared('otherVendor', async () => ({ limit: 5 })),
  'vendor.accept_invitation': {
    as: 'otherVendor',
    scope: 'mine',
    make: async (world) => ({ invitationId: (await invited(world)).invitationId }),
  },
  'vendor.remove_staff': own(async (world) => {
    const { vendorId, userId, invitationId } = await invited(world)
    await world.call('vendor.accept_invitation', { invitationId }, 'otherVendor')
    return { vendorId, userId }
  }),
}
