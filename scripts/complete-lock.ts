// npm leaves optional packages of other platforms out of the lockfile when its registry does not offer them, and then
// refuses that lockfile. This adds what the parents name: the exact version, and for which platform it is.
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './run-command.ts'

type Entry = {
  version?: string
  optional?: boolean
  dev?: boolean
  os?: string[]
  cpu?: string[]
  optionalDependencies?: Record<string, string>
}
type Lock = { packages: Record<string, Entry> }

const systems = ['android', 'darwin', 'freebsd', 'linux', 'openharmony', 'win32', 'windows']
const processors: Record<string, string> = {
  arm64: 'arm64',
  x64: 'x64',
  ia32: 'ia32',
  arm: 'arm',
  ppc64: 'ppc64',
  riscv64: 'riscv64',
  s390x: 's390x',
  wasm32: 'wasm32',
}

/** Adds the missing optional packages; answers their names. */
export async function completeLock(file = join(root, 'package-lock.json')): Promise<string[]> {
  const lock = JSON.parse(await readFile(file, 'utf8')) as Lock
  const added: string[] = []
  for (const parent of Object.values({ ...lock.packages })) {
    for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
      const path = `node_modules/${name}`
      const platform = platformOf(name)
      if (lock.packages[path] || !platform || !/^\d/.test(version)) continue
      lock.packages[path] = { version, ...platform, ...(parent.dev ? { dev: true } : {}), optional: true }
      added.push(`${name}@${version}`)
    }
  }
  lock.packages = Object.fromEntries(
    Object.entries(lock.packages).sort(([left], [right]) => (left < right ? -1 : 1)),
  )
  await writeFile(file, `${JSON.stringify(lock, null, 2)}\n`)
  return added
}

function platformOf(name: string): { os: string[]; cpu: string[] } | null {
  const words = name.split(/[-/]/)
  const system = systems.find((one) => words.includes(one))
  const processor = Object.keys(processors).find((one) => words.includes(one))
  if (!system || !processor) return null
  return { os: [system === 'windows' ? 'win32' : system], cpu: [processors[processor] ?? processor] }
}

if (import.meta.main) {
  for (const name of await completeLock()) process.stdout.write(`added ${name}\n`)
}
