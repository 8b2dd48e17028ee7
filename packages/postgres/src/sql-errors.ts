/** What a database error means for the caller. */
export type SqlErrorClass =
  /** The data of one item is wrong: it alone fails. */
  | 'data'
  /** Somebody held what we wanted for too long: try again later. */
  | 'waiting'
  /** The connection or the server went away: whether the statement took effect is unknown. */
  | 'lost'
  /** The disk is full. */
  | 'storage'
  | 'fault'

const waitingCodes = new Set(['55P03', '40P01', '40001', '57014', '53300', '53400'])
const lostCodes = new Set(['57P01', '57P02', '57P03', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT'])

/** Classifies an error of the driver or the server by its SQLSTATE or system code. */
export function classifySqlError(error: unknown): SqlErrorClass {
  const code = codeOf(error)
  if (code === undefined) return isLostConnection(error) ? 'lost' : 'fault'
  if (waitingCodes.has(code)) return 'waiting'
  if (code === '53100') return 'storage'
  if (lostCodes.has(code) || code.startsWith('08')) return 'lost'
  if (code.startsWith('22') || code.startsWith('23')) return 'data'
  return 'fault'
}

/** The constraint that an error names, if any: `unique` violations are often an expected refusal. */
export function violatedConstraint(error: unknown): string | undefined {
  if (codeOf(error) !== '23505' && codeOf(error) !== '23514') return undefined
  return (error as { constraint?: string }).constraint
}

function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  const code = (error as { code?: unknown }).code
  return typeof code === 'string' ? code : undefined
}

function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /connection (terminated|ended|closed)|timeout exceeded when trying to connect|is not queryable/i.test(
      error.message,
    )
  )
}
