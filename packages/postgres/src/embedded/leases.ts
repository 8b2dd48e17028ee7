import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { processIdentity } from './processes.ts'

export type Lease = { release: () => void }

let leaseSequence = 0

/** Says that this process uses the server; the lease ends with the process at the latest. */
export function takeLease(dataRoot: string): Lease {
  const directory = leaseDirectory(dataRoot)
  mkdirSync(directory, { recursive: true })
  const path = join(directory, `${process.pid}-${++leaseSequence}`)
  writeFileSync(path, processIdentity(process.pid) ?? '')
  return { release: () => rmSync(path, { force: true }) }
}

/** Ids of the living processes that use the server, one entry a lease; leases of dead ones are removed. */
export function livingLeases(dataRoot: string): number[] {
  const directory = leaseDirectory(dataRoot)
  mkdirSync(directory, { recursive: true })
  return readdirSync(directory).flatMap((name) => {
    const processId = Number.parseInt(name, 10)
    const path = join(directory, name)
    if (processIdentity(processId) === readFileSync(path, 'utf8')) return [processId]
    rmSync(path, { force: true })
    return []
  })
}

function leaseDirectory(dataRoot: string): string {
  return join(dataRoot, 'postgres-leases')
}
