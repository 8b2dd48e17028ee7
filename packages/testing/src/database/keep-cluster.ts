import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { announce, type Cluster, clusterDirectory, connectionsOf, withdraw } from './cluster.ts'
import { startPostgres, stopPostgres } from './start-postgres.ts'

/**
 * The keeper is a process of its own: it starts the cluster, outlives every test, and stops it when all are gone. Given
 * a cluster whose keeper was killed, it watches and stops that one.
 */
const idleSecondsMax = 60
const lookSeconds = 5

const logFile = join(clusterDirectory, 'log')
const orphan = JSON.parse(process.argv[2] ?? 'null') as Cluster | null

const asked = new AbortController()
process.on('SIGTERM', () => asked.abort())
process.on('SIGINT', () => asked.abort())

try {
  mkdirSync(clusterDirectory, { recursive: true })
  const cluster = orphan ?? (await startPostgres(clusterDirectory, logFile))
  await announce({ ...cluster, keeperPid: process.pid })
  await watch(cluster)
  await withdraw()
  await stopPostgres(cluster)
} catch (error) {
  appendFileSync(logFile, `${String(error instanceof Error ? error.stack : error)}\n`)
  process.exitCode = 1
}

async function watch(cluster: Cluster): Promise<void> {
  let idleSince = Date.now()
  while (!asked.signal.aborted && Date.now() - idleSince < idleSecondsMax * 1000) {
    await pause(lookSeconds * 1000, undefined, { signal: asked.signal }).catch(() => undefined)
    if (!asked.signal.aborted && (await connectionsOf(cluster)) > 0) idleSince = Date.now()
  }
}
