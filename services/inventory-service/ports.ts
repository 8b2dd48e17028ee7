import type { DropRow } from './store.ts'

/** Keeps how drops stand for a moment in this process: what is sold out is refused without asking the database. */
export type DropMemory = {
  /** The remembered value, or what `read` says; many who ask at once cause one reading. */
  get(key: string, read: () => Promise<DropRow | undefined>): Promise<Remembered>
}

export type Remembered = { readonly drop: DropRow | undefined; readonly ageMs: number }

/** Without a memory every question is read anew. */
export type InventoryPorts = { readonly drops?: DropMemory }
