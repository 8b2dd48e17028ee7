const colours: Record<string, number> = { debug: 90, info: 36, warn: 33, error: 31 }

/** A JSON line as one line for people at a terminal: time, level, service, message, and the rest as `key=value`. */
export function prettyLine(line: string): string {
  const { time, level, msg, service, ...rest } = JSON.parse(line) as Record<string, unknown>
  const word = `\u001b[${colours[String(level)] ?? 0}m${String(level).toUpperCase().padEnd(5)}\u001b[0m`
  const pairs = Object.entries(rest).map(([key, value]) => `${key}=${shown(value)}`)
  return `${[String(time).slice(11, 23), word, shown(service), shown(msg), ...pairs].join(' ')}\n`
}

/** Control characters go: text from outside must not steer the terminal. */
function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.replace(/\p{Cc}+/gu, ' ')
}
