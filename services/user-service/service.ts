import { fileURLToPath } from 'node:url'
import { service } from '@rialto/core'
import { createAccessTokens } from './adapters/access-tokens.ts'
import { createPasswords, strongCost, testCost } from './adapters/passwords.ts'
import { createPersonalData, createSecrets, personalDataKey } from './adapters/personal-data.ts'
import { mailRequested, rolesChanged, userRegistered } from './contract.ts'
import createGuest from './features/create-guest.ts'
import ensureAccounts from './features/ensure-accounts.ts'
import findContact from './features/find-contact.ts'
import readMailRequest from './features/read-mail-request.ts'
import registerUser from './features/register-user.ts'
import signIn from './features/sign-in.ts'
import verifyEmail from './features/verify-email.ts'
import type { Ports } from './model/ports.ts'

export default service<Ports>({
  name: 'user-service',
  directory: fileURLToPath(new URL('.', import.meta.url)),
  features: [registerUser, verifyEmail, signIn, createGuest, findContact, readMailRequest, ensureAccounts],
  events: [mailRequested, userRegistered, rolesChanged],
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
