import {
  endpoint,
  id,
  nothing,
  nullable,
  oneOf,
  page,
  pageQuery,
  struct,
  text,
  timestamp,
} from '@rialto/core'
import { Type } from 'typebox'

export const staffRoles = ['vendor_owner', 'vendor_manager', 'vendor_packer', 'vendor_finance'] as const

/** Which vendor a person works for, and as what. */
export const findMemberships = endpoint({
  name: 'vendor.find_memberships',
  summary: 'The vendors a user works for, the oldest membership first; closed vendors are left out',
  method: 'GET',
  path: '/internal/vendors/memberships/:userId',
  exposure: 'internal',
  permission: 'vendor.read_vendors',
  input: struct({ userId: id() }),
  reply: struct({ items: Type.Array(struct({ vendorId: id(), role: oneOf(staffRoles) })) }),
})

export const listStaff = endpoint({
  name: 'vendor.list_staff',
  summary: 'The people who work for a vendor',
  method: 'GET',
  path: '/api/vendors/:vendorId/staff',
  permission: 'vendor.read_staff',
  input: struct({ vendorId: id(), ...pageQuery }),
  reply: page(struct({ userId: id(), role: oneOf(staffRoles), since: timestamp() })),
})

export const removeStaff = endpoint({
  name: 'vendor.remove_staff',
  summary: 'Ends the work of a person for a vendor. The last owner stays',
  method: 'DELETE',
  path: '/api/vendors/:vendorId/staff/:userId',
  permission: 'vendor.manage_staff',
  input: struct({ vendorId: id(), userId: id() }),
  reply: nothing,
  status: 204,
  refusals: { LAST_OWNER: 409 },
})

const invitation = {
  invitationId: id(),
  vendorId: id(),
  role: oneOf(staffRoles),
  userId: nullable(id()),
  expiresAt: timestamp(),
}

export const inviteStaff = endpoint({
  name: 'vendor.invite_staff',
  summary: 'Invites a person by user id or e-mail address. The address of the invitation is for them alone',
  method: 'POST',
  path: '/api/vendors/:vendorId/invitations',
  permission: 'vendor.manage_staff',
  input: struct({
    vendorId: id(),
    role: oneOf(staffRoles),
    userId: Type.Optional(id()),
    email: Type.Optional(Type.String({ format: 'email', maxLength: 320 })),
  }),
  /** No e-mail address: replies of keyed requests are kept. */
  reply: struct(invitation),
  status: 201,
  idempotency: 'key',
  refusals: { TOO_MANY_INVITATIONS: 409, ALREADY_STAFF: 409 },
})

export const listInvitations = endpoint({
  name: 'vendor.list_invitations',
  summary: 'Invitations of a vendor that nobody has accepted yet',
  method: 'GET',
  path: '/api/vendors/:vendorId/invitations',
  permission: 'vendor.manage_staff',
  input: struct({ vendorId: id(), ...pageQuery }),
  reply: page(struct({ ...invitation, email: nullable(text(320)) })),
})

export const withdrawInvitation = endpoint({
  name: 'vendor.withdraw_invitation',
  summary: 'Takes an invitation back',
  method: 'DELETE',
  path: '/api/vendors/:vendorId/invitations/:invitationId',
  permission: 'vendor.manage_staff',
  input: struct({ vendorId: id(), invitationId: id() }),
  reply: nothing,
  status: 204,
})

export const acceptInvitation = endpoint({
  name: 'vendor.accept_invitation',
  summary: 'Begins to work for the vendor that invites. The next access token knows it',
  method: 'POST',
  path: '/api/vendors/invitations/:invitationId/accept',
  permission: 'signed_in',
  input: struct({ invitationId: id() }),
  reply: struct({ vendorId: id(), role: oneOf(staffRoles) }),
  refusals: { ALREADY_STAFF: 409 },
})

export const listOwnInvitations = endpoint({
  name: 'vendor.list_own_invitations',
  summary: 'Invitations that name the user who asks',
  method: 'GET',
  path: '/api/vendors/invitations',
  permission: 'signed_in',
  input: struct({ ...pageQuery }),
  reply: page(struct({ ...invitation, vendorName: text(120) })),
})
