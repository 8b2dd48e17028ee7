import { chmod } from 'node:fs/promises'
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
  const { url, port } = server
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
    drop: () => server.stop(),
  }
}
