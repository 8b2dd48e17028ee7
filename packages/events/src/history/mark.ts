import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** How far a log is known to be on disk: a position in its write-ahead log, kept outside the data of the database. */
export type MarkFile = {
  read(): Promise<bigint | undefined>
  /** The file appears whole or not at all. */
  write(position: bigint): Promise<void>
}

/** The mark of one generation of a log. */
export function markFile(directory: string, generation: string): MarkFile {
  const path = join(directory, `event-log-${generation}.json`)
  return {
    read: async () => {
      const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') return undefined
        throw error
      })
      return text === undefined ? undefined : BigInt((JSON.parse(text) as { position: string }).position)
    },
    write: async (position) => {
      await mkdir(directory, { recursive: true, mode: 0o700 })
      const draft = `${path}.${process.pid}`
      await writeFile(draft, `${JSON.stringify({ position: position.toString() })}\n`, { mode: 0o600 })
      await rename(draft, path)
    },
  }
}
