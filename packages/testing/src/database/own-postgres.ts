import { execFileSync } from 'node:child_process'
import { chmod, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type EmbeddedPostgres, killServer, startEmbeddedPostgres } from '@rialto/postgres/embedded'

/** A PostgreSQL that belongs to one test, which may therefore take it away and bring it back. */
export type OwnPostgres = {
  /** The same after each start. */
  readonly url: string
  /** `kill -9` of all its processes in one moment. */
  kill(): Promise<void>
  /** Starts it again on the data as they are. */
  start(): Promise<void>
  /** Stops it and copies its data aside, over an earlier copy. */
  stopAndCopy(): Promise<void>
  /** Puts the copy in the place of the data of a server that does not run. */
  putBack(): Promise<void>
  /** Stops it; the data go with the folder. */
  drop(): Promise<void>
}

/** Starts a PostgreSQL that keeps what it has committed, with its data in this folder. */
export async function startOwnPostgres(folder: string): Promise<OwnPostgres> {
  // Root's PostgreSQL runs as another user, who must be able to enter.
  await chmod(folder, 0o755)
  const launch = (port: number) =>
    startEmbeddedPostgres({
      dataRoot: join(folder, 'postgres'),
      port,
      fsync: true,
      settings: { max_connections: 300 },
      systemDirectory: join(folder, 'system'),
    })
  let server: EmbeddedPostgres = await launch(0)
  const { url, port, dataDirectory } = server
  const copyDirectory = `${dataDirectory}.copy`
  return {
    url,
    kill: async () => {
      killServer(server.processId)
      await server.exited
    },
    start: async () => {
      server = await launch(port)
      if (server.url !== url) throw new Error(`Somebody took the port ${port} of PostgreSQL`)
    },
    stopAndCopy: async () => {
      await server.stop()
      await replace(copyDirectory, dataDirectory)
    },
    putBack: () => replace(dataDirectory, copyDirectory),
    drop: () => server.stop(),
  }
}

/** With `cp -a`, because the files belong to another user when we are root. */
async function replace(directory: string, by: string): Promise<void> {
  await rm(directory, { recursive: true, force: true })
  execFileSync('cp', ['-a', by, directory])
}
