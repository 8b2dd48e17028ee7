import { execFileSync } from 'node:child_process'
import { fault } from './fault.ts'

/** The operating system's user that PostgreSQL runs as; undefined means: the user we are. */
export type Account = { name: string; uid: number; gid: number } | undefined

// The first that exists is taken. Nothing is added to the machine's users.
const accountNames = ['rialto', 'postgres', '_postgres', 'nobody']

/** PostgreSQL refuses to run as root, so root hands it to an account without rights. */
export function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return undefined
  for (const name of accountNames) {
    const uid = accountNumber('-u', name)
    const gid = accountNumber('-g', name)
    if (uid !== undefined && gid !== undefined && uid !== 0) return { name, uid, gid }
  }
  throw fault(
    'NO_ACCOUNT',
    `PostgreSQL does not run as root and none of the users ${accountNames.join(', ')} exists.`,
  )
}

/** The options of a child process that shall run as this account. */
export function asAccount(account: Account): { uid?: number; gid?: number } {
  return account === undefined ? {} : { uid: account.uid, gid: account.gid }
}

function accountNumber(flag: '-u' | '-g', name: string): number | undefined {
  try {
    const output = execFileSync('id', [flag, name], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
    const number = Number.parseInt(output, 10)
    return Number.isInteger(number) ? number : undefined
  } catch {
    // id ends with 1 when there is no such user.
    return undefined
  }
}
