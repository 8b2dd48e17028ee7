/** How long events are kept. */
export type Keeping = {
  readonly keepDays: number
  /** A source with more rows is cut to half of them, whoever has not read them. */
  readonly rowsMax: number
  /** Between the announcement of a horizon and the first deletion behind it. */
  readonly graceSeconds: number
}

/** How long things are kept. Inbox rows outlive events by weeks; see `prune.ts`. */
export type UpkeepLimits = Keeping & { readonly inboxKeepDays: number; readonly keyKeepHours: number }

export const upkeepLimits: UpkeepLimits = {
  keepDays: 7,
  rowsMax: 5_000_000,
  graceSeconds: 6 * 3_600,
  inboxKeepDays: 30,
  keyKeepHours: 72,
}
