export { createGuest, registerUser, resendVerification, verifyEmail } from './contract/account.ts'
export { createAddress, deleteAddress, listAddresses, updateAddress } from './contract/address.ts'
export { mailRequested, rolesChanged, userRegistered } from './contract/events.ts'
export { language } from './contract/fields.ts'
export { ensureAccounts, findContact, listMailRequests, readMailRequest } from './contract/internal.ts'
export { changeRoles, listUsers } from './contract/operator.ts'
export { getProfile, updateProfile } from './contract/profile.ts'
export {
  endSession,
  forgotPassword,
  listSessions,
  refreshSession,
  resetPassword,
  signIn,
  signOut,
} from './contract/session.ts'
