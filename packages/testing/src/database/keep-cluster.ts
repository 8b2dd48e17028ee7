import { appendFileSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { startEmbeddedPostgres } from '@rialto/postgres/embedded'
import { announce, clusterDirectory, clusterOptions, connectionsOf, withdraw } from './cluster.ts'
import { removeLeftovers } from './leftovers.ts'

/**
 * The keeper is a process of its own: it starts the cluster, outlives every test, and stops it when all are gone. When
 * a keeper was killed, its cluster still runs, and the next keeper takes it over.
 */
const idleSecondsMax = 60
const lookSeconds = 5
const graceMs = 200

let asked = new AbortController()
process.on('SIGTERM', () => asked.abort())
process.on('SIGINT', () => asked.abort())

try {
  mkdirSync(clusterDirectory, { recursive: true })
  const server = await startEmbeddedPostgres(clusterOptions)
  const cluster = { adminUrl: server.adminUrl, loginUrl: server.url, keeperPid: process.pid }
  await removeLeftovers(cluster)
  do {
    await announce(cluster)
    await untilIdle(() => connectionsOf(cluster))
    await withdraw()
    // Whoever read the announcement just before it was taken back is connected by now.
    await pause(graceMs)
  } while ((await connectionsOf(cluster)) > 0)
  await server.stop()
} catch (error) {
  appendFileSync(join(clusterDirectory, 'log'), `${String(error instanceof Error ? error.stack : error)}\n`)
  process.exitCode = 1
}

async function untilIdle(connections: () => Promise<number>): Promise<void> {
  asked = new AbortController()
  let idleSince = Date.now()
  while (!asked.signal.aborted && Date.now() - idleSince < idleSecondsMax * 1000) {
    await pause(lookSeconds * 1000, undefined, { signal: asked.signal }).catch(() => undefined)
    if (!asked.signal.aborted && (await connections()) > 0) idleSince = Date.now()
  }
}
