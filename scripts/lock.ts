import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { completeLock } from './complete-lock.ts'
import { root } from './run-command.ts'

// npm run lock: writes the lockfile. npm chooses versions by the Node that runs it, so it runs with the pinned one.
// Arguments are passed on: npm run lock -- --save-exact some-package@1.2.3 --workspace packages/http
const npm =
  process.env['npm_execpath'] ?? npmOf(execFileSync('npm', ['root', '-g'], { encoding: 'utf8' }).trim())
const result = spawnSync(process.execPath, [npm, 'install', ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})
if (result.status !== 0) process.exit(result.status ?? 1)
for (const name of await completeLock()) process.stdout.write(`added ${name} to the lockfile\n`)

function npmOf(globalRoot: string): string {
  return join(globalRoot, 'npm', 'bin', 'npm-cli.js')
}
