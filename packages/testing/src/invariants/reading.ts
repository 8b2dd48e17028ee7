export type Ask = <R>(sql: string) => Promise<R[]>

/** Rows of the databases of one installation. */
export type Reading = {
  /** Asks the database of one service. */
  of<R>(service: string, sql: string): Promise<R[]>
  /** Asks every database, each once. */
  everywhere<R>(sql: string): Promise<R[]>
  /** Each database once. */
  readonly databases: readonly Ask[]
}

export type Check = { readonly name: string; readonly find: (reading: Reading) => Promise<string[]> }

/** A broken rule breaks it in thousands of rows: so many are told. */
const problemsMax = 20

/** A check that one statement decides: each of its rows is a problem, told in the column `problem`. */
export function sqlCheck(service: string, name: string, sql: string): Check {
  return {
    name,
    find: async (reading) => told(await reading.of<{ problem: string }>(service, sql)),
  }
}

/** The same, asked of every database. */
export function everywhereCheck(name: string, sql: string): Check {
  return { name, find: async (reading) => told(await reading.everywhere<{ problem: string }>(sql)) }
}

/** A check over rows of several services. */
export function check(name: string, find: (reading: Reading) => Promise<string[]>): Check {
  return { name, find: async (reading) => few(await find(reading)) }
}

function told(rows: readonly { problem: string }[]): string[] {
  return few(rows.map((row) => row.problem))
}

function few(problems: readonly string[]): string[] {
  if (problems.length <= problemsMax) return [...problems]
  return [...problems.slice(0, problemsMax), `and ${problems.length - problemsMax} more`]
}
