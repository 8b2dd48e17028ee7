import type { DropRow } from './store.ts'

/** Keeps drops for a moment in this process: their pages are asked for by many at once. */
export type DropMemory = {
  get(key: string, read: () => Promise<DropRow | undefined>): Promise<DropRow | undefined>
}

/** Without a memory every question is read anew. */
export type FanPorts = { readonly drops?: DropMemory }
