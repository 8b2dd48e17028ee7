import type { DropRow } from './store.ts'

/** Keeps how drops stand for a moment in this process: what is sold out is refused without asking the database. */
export type DropMemory = {
  /** The remembered value, or what `read` says; many who ask at once cause one reading. */
  get(key: string, read: () => Promise<DropRow | undefined>): Promise<Remembered>
}

export type Remembered = { readonly drop: DropRow | undefined; readonly ageMs: number }

/** Keeps which SKUs were refused as sold out a moment ago: they are looked at before anything is locked or written. */
export type ShortageMemory = {
  note(key: string): void
  has(key: string): boolean
}

/** Without memories every question is read anew, and every hold is decided under its locks. */
export type InventoryPorts = { readonly drops?: DropMemory; readonly shortages?: ShortageMemory }
