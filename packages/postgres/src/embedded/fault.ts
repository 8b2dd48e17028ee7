/** Why an embedded PostgreSQL did not start; the message is one sentence for people. */
export type EmbeddedPostgresCode =
  | 'NO_BINARIES'
  | 'NO_ACCOUNT'
  | 'NO_SPACE'
  | 'FOREIGN_FILES'
  | 'OTHER_VERSION'
  | 'IN_USE'
  | 'PORT_TAKEN'
  | 'STILL_STOPPING'
  | 'START_FAILED'

/** A fault that carries a code, so that a supervisor can add its own advice. */
export type EmbeddedPostgresFault = Error & { readonly code: EmbeddedPostgresCode }

export function fault(code: EmbeddedPostgresCode, message: string, cause?: unknown): EmbeddedPostgresFault {
  return Object.assign(new Error(message, cause === undefined ? undefined : { cause }), { code })
}

/** True for the faults above and false for anything else that was thrown. */
export function isEmbeddedPostgresFault(error: unknown): error is EmbeddedPostgresFault {
  const codes: readonly unknown[] = [
    'NO_BINARIES',
    'NO_ACCOUNT',
    'NO_SPACE',
    'FOREIGN_FILES',
    'OTHER_VERSION',
    'IN_USE',
    'PORT_TAKEN',
    'STILL_STOPPING',
    'START_FAILED',
  ]
  return error instanceof Error && 'code' in error && codes.includes(error.code)
}

/** The code of a failed system call (`ENOENT`, `EACCES` …), or undefined. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}
