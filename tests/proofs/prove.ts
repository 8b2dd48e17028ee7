// Proofs (spine 14): the running product, real processes, a real database. `npm run prove -- --quick`
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    full: { type: 'boolean', default: false },
    kills: { type: 'string' },
    planted: { type: 'boolean', default: false },
    seed: { type: 'string' },
    servers: { type: 'string', default: '2' },
    only: { type: 'string' },
  },
})
// The database of a proof keeps what it has committed, as a shop's does. It is chosen before it is loaded.
process.env['RIALTO_TEST_DURABLE'] = 'on'
const { prove } = await import('./run/prove.ts')
const { provePlanted } = await import('./run/prove-planted.ts')

const seed = Number(values.seed ?? Math.floor(Math.random() * 1_000_000))
const servers = Number(values.servers)
const kills = Number(values.kills ?? (values.quick ? 2 : 20))
if (![seed, servers, kills].every(Number.isSafeInteger) || servers < 1 || kills < 1) {
  process.stderr.write('--seed, --servers and --kills are whole numbers, such as --seed 42 --servers 2\n')
  process.exit(2)
}
if (values.quick && values.full) {
  process.stderr.write('Choose one of --quick and --full\n')
  process.exit(2)
}
const options = { seed, servers, kills, isQuick: values.quick, isFull: values.full, only: values.only }
const failed = values.planted ? await provePlanted(options) : await prove(options)
process.exit(failed === 0 ? 0 : 1)
