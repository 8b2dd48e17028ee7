import { randomUUID } from 'node:crypto'
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import type { MediaFile, MediaStore } from '../model/ports.ts'

/** Keeps pictures in a folder: `<marketplace>/<first two of the hash>/<hash>/<name>`. */
export function openFileMedia(directory: string): MediaStore {
  const root = resolve(directory)
  const pathOf = (tenant: string, { hash, name }: MediaFile) =>
    join(root, tenant, hash.slice(0, 2), hash, name)
  return {
    write: async (tenant, file, bytes) => {
      const path = pathOf(tenant, file)
      const unfinished = `${path}.${randomUUID()}`
      await mkdir(dirname(path), { recursive: true })
      await writeFile(unfinished, bytes)
      await rename(unfinished, path)
    },
    read: async (tenant, file) => {
      try {
        return await readFile(pathOf(tenant, file))
      } catch (error) {
        if ((error as { code?: string }).code === 'ENOENT') return undefined
        throw error
      }
    },
  }
}
