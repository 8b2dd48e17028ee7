/** Keeps values for a short time in this process. Nothing is lost when it forgets. */
export type ShortMemory = {
  get(key: string): unknown
  set(key: string, value: unknown): void
}

export type SearchPorts = {
  /** Counts of broad searches; without it every search counts anew. */
  facets?: ShortMemory
}
