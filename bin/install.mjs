import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

// Plain JavaScript without dependencies: this runs before anything is installed, on the machine's own Node.
export const root = fileURLToPath(new URL('..', import.meta.url))
const marker = join(root, 'node_modules', '.rialto-lock')
const lockfile = join(root, 'package-lock.json')

export function stop(sentence) {
  process.stderr.write(`rialto: ${sentence}\n`)
  process.exit(1)
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 20 || (major === 20 && minor >= 19)) return
  stop(`Node ${process.versions.node} is too old; install Node 20.19 or newer from https://nodejs.org.`)
}

/** True when node_modules holds what the lockfile names, whoever installed it. */
export function isInstalled() {
  const hash = createHash('sha256').update(readFileSync(lockfile)).digest('hex')
  if (existsSync(marker) && readFileSync(marker, 'utf8') === hash) return true
  const installedFile = join(root, 'node_modules', '.package-lock.json')
  if (!existsSync(installedFile)) return false
  const wanted = JSON.parse(readFileSync(lockfile, 'utf8')).packages
  const installed = JSON.parse(readFileSync(installedFile, 'utf8')).packages
  const isSame = Object.entries(wanted).every(([path, entry]) => {
    const found = installed[path]
    if (path === '' || entry.link) return true
    if (!found) return Boolean(entry.optional || entry.dev || entry.devOptional || entry.peer)
    return (
      found.version === entry.version &&
      (entry.integrity === undefined || found.integrity === entry.integrity)
    )
  })
  if (isSame) writeFileSync(marker, hash)
  return isSame
}

export function install() {
  if (isInstalled()) return
  process.stdout.write('rialto: installing the packages of the lockfile, about a minute the first time …\n')
  const started = Date.now()
  const npm = process.env.npm_execpath
  const options = ['ci', '--no-audit', '--no-fund', '--loglevel=error']
  const node = process.env.npm_node_execpath ?? process.execPath
  const how = { cwd: root, stdio: 'inherit', shell: !npm && process.platform === 'win32' }
  const result = npm ? spawnSync(node, [npm, ...options], how) : spawnSync('npm', options, how)
  if (result.status !== 0) stop('npm ci failed; its message stands above. Nothing was started.')
  if (!isInstalled()) stop('package.json and package-lock.json do not fit together; run npm run lock.')
  process.stdout.write(`rialto: packages installed in ${Math.round((Date.now() - started) / 1000)} s\n`)
}
