// Runs every bench, or the one that is named: `npm run bench [name]`. The last line of each is one JSON object.
import { spawn } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

// The database of a bench keeps what it has committed, as a shop's does. It is chosen before it is loaded.
process.env['RIALTO_TEST_DURABLE'] = 'on'
const { stopTestCluster } = await import('@rialto/testing')

const folder = import.meta.dirname
const wanted = process.argv[2]
const names = (await readdir(join(folder, 'benches'))).map((name) => name.replace(/\.ts$/, '')).sort()
const chosen = wanted === undefined ? names : names.filter((name) => name === wanted)
if (chosen.length === 0) {
  process.stderr.write(`There is no bench ${wanted}. Choose one of ${names.join(', ')}\n`)
  process.exit(2)
}

let failed = 0
for (const name of chosen) {
  const code = await new Promise<number>((resolve) => {
    const child = spawn(process.execPath, [join(folder, 'benches', `${name}.ts`), ...process.argv.slice(3)], {
      stdio: 'inherit',
    })
    child.once('close', (ended) => resolve(ended ?? 1))
  })
  if (code !== 0) failed += 1
}
await stopTestCluster()
process.exit(failed === 0 ? 0 : 1)
