/** Writes a fault of the simulator itself to standard error, once. */
export function reportFault(fault: unknown, about: Record<string, unknown> = {}): void {
  const error = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
  process.stderr.write(
    `${JSON.stringify({ level: 'error', service: 'stripe-simulator', ...about, error })}\n`,
  )
}
