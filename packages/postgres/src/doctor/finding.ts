/** Something that makes a database slower than it has to be, and what to do about it. */
export type Finding = {
  readonly code: FindingCode
  /** A table, a statement, a setting. */
  readonly subject: string
  /** One sentence: what is wrong and what to do. */
  readonly sentence: string
  /** What an administrator runs, if that mends it. */
  readonly sql: string | null
}

export const findingCodes = [
  'REFERENCE_WITHOUT_INDEX',
  'FULL_SCAN',
  'BAD_JOIN',
  'SLOW_STATEMENT',
  'REPEATED_STATEMENT',
  'BLOAT',
  'STALE_STATISTICS',
  'POOL_SIZE',
  'SETTING',
] as const

export type FindingCode = (typeof findingCodes)[number]

/** The statement that makes an index, without stopping the writers of its table. */
export function indexOn(table: string, columns: readonly string[]): string {
  const name = `${table}_${columns.filter((column) => column !== 'tenant_id').join('_')}`.slice(0, 63)
  return `create index concurrently ${name} on ${table} (${columns.join(', ')})`
}
