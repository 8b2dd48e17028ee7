import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { createAccessTokens } from './adapters/access-tokens.ts'
import { createPasswords, strongCost, testCost } from './adapters/passwords.ts'
import { createPersonalData, createSecrets, personalDataKey } from './adapters/personal-data.ts'
import { mailRequested, rolesChanged, userRegistered } from './contract.ts'
import { writeMail } from './features/ask-for-mail.ts'
import changeRoles from './features/change-roles.ts'
import createAddress from './features/create-address.ts'
import createGuest from './features/create-guest.ts'
import deleteAddress from './features/delete-address.ts'
import endSession from './features/end-session.ts'
import ensureAccounts from './features/ensure-accounts.ts'
import eraseExpired from './features/erase-expired.ts'
import findContact from './features/find-contact.ts'
import forgotPassword from './features/forgot-password.ts'
import getProfile from './features/get-profile.ts'
import listAddresses from './features/list-addresses.ts'
import listMailRequests from './features/list-mail-requests.ts'
import listSessions from './features/list-sessions.ts'
import listUsers from './features/list-users.ts'
import readMailRequest from './features/read-mail-request.ts'
import refreshSession from './features/refresh-session.ts'
import registerUser from './features/register-user.ts'
import resendVerification from './features/resend-verification.ts'
import resetPassword from './features/reset-password.ts'
import signIn from './features/sign-in.ts'
import signOut from './features/sign-out.ts'
import updateAddress from './features/update-address.ts'
import updateProfile from './features/update-profile.ts'
import verifyEmail from './features/verify-email.ts'
import type { Ports } from './model/ports.ts'

export default service<Ports>({
  name: 'user-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [
    registerUser,
    resendVerification,
    verifyEmail,
    signIn,
    refreshSession,
    signOut,
    forgotPassword,
    resetPassword,
    createGuest,
    getProfile,
    updateProfile,
    listAddresses,
    createAddress,
    updateAddress,
    deleteAddress,
    listSessions,
    endSession,
    listUsers,
    changeRoles,
    findContact,
    readMailRequest,
    listMailRequests,
    ensureAccounts,
  ],
  events: [mailRequested, userRegistered, rolesChanged],
  jobs: [writeMail, eraseExpired],
  openPorts: async ({ config }) => {
    const key = personalDataKey(config['personalDataKey'])
    return {
      passwords: createPasswords(config['nodeEnv'] === 'test' ? testCost : strongCost),
      personalData: createPersonalData(key),
      secrets: createSecrets(key),
      accessTokens: createAccessTokens(String(config['tokenKeys'])),
    }
  },
})
