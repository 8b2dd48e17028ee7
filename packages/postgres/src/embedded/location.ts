import { randomBytes } from 'node:crypto'
import {
  accessSync,
  chmodSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { type Account, unprivilegedAccount } from './account.ts'
import { type Binaries, copyBinaries, installedBinaries, majorVersion } from './binaries.ts'
import { type Credentials, keepCredentials, readCredentials, writeCredentials } from './credentials.ts'
import { fault, systemCode } from './fault.ts'

export type Location = {
  account: Account
  binaries: Binaries
  credentials: Credentials
  dataDirectory: string
  logFile: string
}

/** A folder outside every home, for root: there an account without rights can reach its data. */
export const systemDirectoryDefault = '/var/lib/rialto'

/** Makes the folder that all files of a server belong to, closed to others. */
export function openDataRoot(path: string): void {
  try {
    mkdirSync(path, { recursive: true, mode: 0o700 })
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch (error) {
    if (systemCode(error) !== 'EACCES') throw error
    throw fault('FOREIGN_FILES', `This user cannot write to ${path}; another one started it before.`, error)
  }
}

/** Decides where programs and data live and who runs them. */
export async function locate(dataRoot: string, systemDirectory: string): Promise<Location> {
  const root = realpathSync(dataRoot)
  const installed = await installedBinaries()
  const account = unprivilegedAccount()
  const credentials = keepCredentials(root, () => newId(root))
  const logFile = join(root, 'logs', 'postgres.log')
  mkdirSync(dirname(logFile), { recursive: true })
  const name = `postgres-${majorVersion(installed.version)}`
  if (account === undefined) {
    const parent = join(root, 'postgres')
    mkdirSync(parent, { recursive: true, mode: 0o700 })
    const dataDirectory = checkedDirectory(parent, name)
    return { account, binaries: installed, credentials, dataDirectory, logFile }
  }
  openToEveryone(systemDirectory)
  const claimed = claimSystemFolder(root, systemDirectory, credentials)
  const dataDirectory = checkedDirectory(claimed.folder, name)
  return {
    account: ownerOf(dataDirectory) ?? account,
    binaries: await copyBinaries(installed, join(systemDirectory, 'binaries')),
    credentials: claimed.credentials,
    dataDirectory,
    logFile,
  }
}

/** The folder outside the home that root's data live in, when there is one. */
export function systemFolder(dataRoot: string, systemDirectory: string): string | undefined {
  const credentials = readCredentials(dataRoot)
  if (credentials === undefined) return undefined
  const folder = join(systemDirectory, credentials.id)
  return existsSync(folder) && ownProject(folder) === realpathSync(dataRoot) ? folder : undefined
}

/** Folders outside the home whose project is gone; nobody but their owner may decide that they can go too. */
export function forgottenFolders(systemDirectory: string): string[] {
  if (!existsSync(systemDirectory)) return []
  return readdirSync(systemDirectory)
    .map((name) => join(systemDirectory, name))
    .filter((folder) => {
      const project = ownProject(folder)
      return project !== undefined && !existsSync(project)
    })
}

/**
 * The folder carries the path of its project. A project that was moved keeps its data; a project that was
 * copied gets a folder of its own, because two servers must never meet on one directory.
 */
function claimSystemFolder(
  root: string,
  systemDirectory: string,
  credentials: Credentials,
): { folder: string; credentials: Credentials } {
  const folder = join(systemDirectory, credentials.id)
  const claimant = existsSync(folder) ? ownProject(folder) : undefined
  const isCopy = claimant !== undefined && claimant !== root && readIdAt(claimant) === credentials.id
  if (isCopy) {
    const own = { ...credentials, id: newId(root) }
    writeCredentials(root, own)
    return claimSystemFolder(root, systemDirectory, own)
  }
  openToEveryone(folder)
  writeFileSync(join(folder, 'project'), `${root}\n`)
  return { folder, credentials }
}

/** The mode is set apart from making the folder, because a strict umask would take from it. */
function openToEveryone(folder: string): void {
  mkdirSync(folder, { recursive: true })
  chmodSync(folder, 0o755)
}

function readIdAt(dataRoot: string): string | undefined {
  return existsSync(dataRoot) ? readCredentials(dataRoot)?.id : undefined
}

function ownProject(folder: string): string | undefined {
  try {
    return readFileSync(join(folder, 'project'), 'utf8').trim()
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
}

/** Data of another major version cannot be read; starting beside them would look like lost data. */
function checkedDirectory(parent: string, name: string): string {
  const wanted = join(parent, name)
  if (existsSync(wanted)) return wanted
  const other = readdirSync(parent).find((entry) => /^postgres-\d+$/.test(entry))
  if (other === undefined) return wanted
  throw fault(
    'OTHER_VERSION',
    `The data in ${join(parent, other)} were written by another PostgreSQL than the installed ${name}.`,
  )
}

/** Data that exist are served by the account that owns them, whichever one would be chosen today. */
function ownerOf(dataDirectory: string): Account {
  if (!existsSync(dataDirectory)) return undefined
  const { uid, gid } = statSync(dataDirectory)
  return uid === 0 ? undefined : { name: `user ${uid}`, uid, gid }
}

function newId(root: string): string {
  const project = basename(dirname(root)).replace(/[^A-Za-z0-9._-]/g, '') || 'project'
  return `${project.slice(0, 40)}-${randomBytes(4).toString('hex')}`
}
