import { join } from 'node:path'
import { accounts } from './accounts.ts'
import { openDrop } from './load/ensure-drop.ts'
import { signIn } from './load/person.ts'
import { readLoadSettings } from './load/settings.ts'
import { openWire } from './load/wire.ts'

// npm run demo:drop: one more drop in a running demo, opening in two minutes.
const { env } = process
const say = (line: string) => process.stdout.write(`${line}\n`)
const settings = readLoadSettings({
  RIALTO_URL: `http://127.0.0.1:${env['PORT'] || 3000}`,
  DEMO_FILE: join(env['RIALTO_DATA'] || '.rialto', 'demo.json'),
  OPERATOR_EMAIL: accounts.find(({ role }) => role === 'operator')?.email,
  ...env,
})
const operator = await signIn(openWire(settings.url, say), settings.operator)
const drop = await openDrop(operator, Date.now())
const opens = new Date(drop.opensAt).toLocaleTimeString()
say(`a drop opens at ${opens}: ${settings.url}/drops/${drop.slug}`)
