import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { vendorApplied, vendorApproved, vendorClosed, vendorSuspended } from './contract.ts'
import acceptInvitation from './features/accept-invitation.ts'
import applyAsVendor from './features/apply-as-vendor.ts'
import approveVendor from './features/approve-vendor.ts'
import changeContact from './features/change-contact.ts'
import changeVendor from './features/change-vendor.ts'
import closeVendor from './features/close-vendor.ts'
import createAgreement from './features/create-agreement.ts'
import findAgreements from './features/find-agreements.ts'
import findMemberships from './features/find-memberships.ts'
import findVendors from './features/find-vendors.ts'
import forgetInvitations from './features/forget-invitations.ts'
import getContact from './features/get-contact.ts'
import getVendor from './features/get-vendor.ts'
import inviteStaff from './features/invite-staff.ts'
import listAgreements from './features/list-agreements.ts'
import listInvitations from './features/list-invitations.ts'
import listOwnInvitations from './features/list-own-invitations.ts'
import listStaff from './features/list-staff.ts'
import listVendors from './features/list-vendors.ts'
import removeStaff from './features/remove-staff.ts'
import suspendVendor from './features/suspend-vendor.ts'
import withdrawInvitation from './features/withdraw-invitation.ts'

export default service({
  name: 'vendor-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [
    findVendors,
    findAgreements,
    findMemberships,
    applyAsVendor,
    listVendors,
    getVendor,
    changeVendor,
    getContact,
    changeContact,
    approveVendor,
    suspendVendor,
    closeVendor,
    listAgreements,
    createAgreement,
    listStaff,
    removeStaff,
    inviteStaff,
    listInvitations,
    withdrawInvitation,
    acceptInvitation,
    listOwnInvitations,
  ],
  events: [vendorApplied, vendorApproved, vendorSuspended, vendorClosed],
  jobs: [forgetInvitations],
})
