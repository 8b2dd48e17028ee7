import { randomBytes } from 'node:crypto'

const pattern = /^00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}$/

/** The caller's `traceparent` (W3C Trace Context) with a span of our own, or a new trace. */
export function continueTrace(incoming: string | string[] | undefined): string {
  const span = randomBytes(8).toString('hex')
  if (typeof incoming === 'string' && pattern.test(incoming)) return `${incoming.slice(0, 36)}${span}-01`
  return `00-${randomBytes(16).toString('hex')}-${span}-01`
}
