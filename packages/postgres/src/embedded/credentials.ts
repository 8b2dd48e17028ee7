import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fault, systemCode } from './fault.ts'

/** Kept in one file that only its owner reads. `id` names the data of a root installation. */
export type Credentials = { id: string; adminPassword: string; loginPassword: string }

/** Reads the passwords of an installation, and makes them the first time. */
export function keepCredentials(dataRoot: string, newId: () => string): Credentials {
  const known = readCredentials(dataRoot)
  if (known !== undefined) return known
  const made = { id: newId(), adminPassword: newPassword(), loginPassword: newPassword() }
  writeCredentials(dataRoot, made)
  return made
}

export function readCredentials(dataRoot: string): Credentials | undefined {
  try {
    return JSON.parse(readFileSync(credentialsFile(dataRoot), 'utf8'))
  } catch (error) {
    const code = systemCode(error)
    if (code === 'ENOENT') return undefined
    if (code !== 'EACCES') throw error
    throw fault(
      'FOREIGN_FILES',
      `The files in ${dataRoot} belong to another user who started it before; start as that user.`,
      error,
    )
  }
}

export function writeCredentials(dataRoot: string, credentials: Credentials): void {
  mkdirSync(dataRoot, { recursive: true })
  const path = credentialsFile(dataRoot)
  writeFileSync(`${path}.new`, `${JSON.stringify(credentials, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${path}.new`, path)
}

function credentialsFile(dataRoot: string): string {
  return join(dataRoot, 'postgres.json')
}

function newPassword(): string {
  return randomBytes(24).toString('base64url')
}
