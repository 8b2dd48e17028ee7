import type { Example, Examples, ExampleWorld, Persona } from '@rialto/testing'

const password = 'an example for the loop'
const address = {
  name: 'Ada Byron',
  lines: ['12 St James Square'],
  city: 'London',
  postalCode: 'SW1Y 4JH',
  country: 'GB',
}

type Make = Example['make']
const anybody = (make: Make): Example => ({ as: 'nobody', scope: 'shared', make })
const shared = (as: Persona, make: Make): Example => ({ as, scope: 'shared', make })
const own = (make: Make): Example => ({ as: 'shopper', scope: 'mine', make })

const person = (world: ExampleWorld) => ({
  email: `${world.unique('person')}@example.org`,
  password,
  firstName: 'Ada',
  lastName: 'Byron',
})

/** An account made by the setup: its password is known here, and its mail address needs no proof. */
async function account(world: ExampleWorld, parts: { verified: boolean } = { verified: true }) {
  const wanted = { ...person(world), roles: [], ...parts }
  const input = { accounts: [wanted] }
  const made = await world.call<{ items: { userId: string }[] }>('user.ensure_accounts', input, 'service')
  return { email: wanted.email, userId: made.items[0]?.userId ?? '' }
}

async function session(world: ExampleWorld): Promise<Record<string, unknown>> {
  const { email } = await account(world)
  const made = await world.call<{ refreshToken: string }>('user.sign_in', { email, password }, 'nobody')
  return { refreshToken: made.refreshToken }
}

/** Asks for a mail and finds it as notification-service does: tokens of links travel by mail only. */
async function mailRequest(world: ExampleWorld, ask: 'user.resend_verification' | 'user.forgot_password') {
  const { email, userId } = await account(world, { verified: ask === 'user.forgot_password' })
  await world.call(ask, { email }, 'nobody')
  let requestId = ''
  await world.until<{ items: { requestId: string }[] }>(
    'user.list_mail_requests',
    { input: { userId }, as: 'service' },
    ({ items }) => {
      requestId = items[0]?.requestId ?? ''
      return requestId !== ''
    },
  )
  return requestId
}

async function tokenOf(world: ExampleWorld, ask: 'user.resend_verification' | 'user.forgot_password') {
  const requestId = await mailRequest(world, ask)
  const mail = await world.call<{ token: string }>('user.read_mail_request', { requestId }, 'service')
  return mail.token
}

async function ownAddress(world: ExampleWorld): Promise<Record<string, unknown>> {
  const made = await world.call<{ addressId: string }>('user.create_address', address, 'shopper')
  return { addressId: made.addressId }
}

const endedSessions = new WeakMap<ExampleWorld, string>()

/** A session that is over can be ended again, so the first one found serves for every check. */
async function ownSession(world: ExampleWorld): Promise<Record<string, unknown>> {
  const known = endedSessions.get(world)
  if (known) return { sessionId: known }
  const list = await world.call<{ items: { sessionId: string }[] }>('user.list_sessions', {}, 'shopper')
  const sessionId = list.items.at(-1)?.sessionId ?? ''
  endedSessions.set(world, sessionId)
  return { sessionId }
}

async function profileEdit(world: ExampleWorld): Promise<Record<string, unknown>> {
  const { version } = await world.call<{ version: number }>('user.get_profile', {}, 'shopper')
  return { version, firstName: 'Ada', preferences: { language: 'en' } }
}

export const examples: Examples = {
  'user.register': anybody(async (world) => person(world)),
  'user.resend_verification': anybody(async (world) => ({ email: (await account(world)).email })),
  'user.verify_email': anybody(async (world) => ({
    token: await tokenOf(world, 'user.resend_verification'),
  })),
  'user.sign_in': anybody(async (world) => ({ email: (await account(world)).email, password })),
  'user.refresh_session': anybody(session),
  'user.sign_out': anybody(session),
  'user.forgot_password': anybody(async (world) => ({ email: (await account(world)).email })),
  'user.reset_password': anybody(async (world) => ({
    token: await tokenOf(world, 'user.forgot_password'),
    password: 'another example secret',
  })),
  'user.create_guest': anybody(async () => ({})),
  'user.get_profile': shared('shopper', async () => ({})),
  'user.update_profile': shared('shopper', profileEdit),
  'user.list_addresses': shared('shopper', async () => ({})),
  'user.create_address': shared('shopper', async () => address),
  'user.update_address': own(async (world) => ({ ...(await ownAddress(world)), version: 1, city: 'Bath' })),
  'user.delete_address': own(ownAddress),
  'user.list_sessions': shared('shopper', async () => ({})),
  'user.end_session': own(ownSession),
  'user.list_users': shared('operator', async () => ({ limit: 2 })),
  'user.change_roles': shared('operator', async (world) => ({
    userId: (await account(world)).userId,
    grant: ['operator_support'],
  })),
  'user.find_contact': shared('service', async (world) => ({ userId: (await account(world)).userId })),
  'user.read_mail_request': shared('service', async (world) => ({
    requestId: await mailRequest(world, 'user.forgot_password'),
  })),
  'user.list_mail_requests': shared('service', async (world) => ({ userId: (await account(world)).userId })),
  'user.ensure_accounts': shared('service', async (world) => ({
    accounts: [{ ...person(world), roles: ['operator_support'] }],
  })),
}
