import type { Config } from '@rialto/config'
import { type Log, serviceActor } from '@rialto/core'
import { continueTrace, type Runtime } from '@rialto/http'
import { mainTenantId } from '@rialto/tenant-service/contract'
import { ensureAccounts } from '@rialto/user-service/contract'
import { StartError } from './start-error.ts'

/** Makes the operator that the settings name: somebody has to be the first who may let others in. */
export async function ensureFirstOperator(config: Config, runtime: Runtime, log: Log): Promise<void> {
  const { operatorEmail: email, operatorPassword: password } = config
  if (!email || !password || !runtime.has(ensureAccounts)) return
  const account = { email, password, firstName: 'First', lastName: 'Operator', roles: ['operator_admin'] }
  const { result } = await runtime.run(
    ensureAccounts,
    { accounts: [account] },
    { tenant: mainTenantId, actor: serviceActor('server'), traceparent: continueTrace(undefined) },
  )
  if (!result.ok)
    throw new StartError(
      `OPERATOR_EMAIL: the account could not be made (${result.code}). ${result.detail ?? ''}`,
    )
  log.info('the first operator is there')
}
