import { isPrivateKey } from './private-keys.ts'
import { redacted, redactText } from './redact-text.ts'

const depthMax = 5
const itemsMax = 30
const nodesMax = 300
const keyCharactersMax = 100
const textCharactersMax = 2_000
const stackLinesMax = 12
// Longer than a card number with its spaces: one that is cut at the limit is still seen whole.
const lookAheadCharacters = 40

type Budget = { nodes: number }

/** The text without private parts, cut to a length that one line bears. */
export function cleanText(text: string, charactersMax = textCharactersMax): string {
  if (text.length <= charactersMax) return redactText(text)
  return `${redactText(text.slice(0, charactersMax + lookAheadCharacters)).slice(0, charactersMax)}…`
}

/**
 * A copy of the metadata that is safe to write: private values replaced, errors with their causes, and
 * bounded in depth, items and length, so that logging a large object costs no more than a small one.
 */
export function cleanMetadata(metadata: object): Record<string, unknown> {
  if (metadata instanceof Error) return { error: cleanError(metadata, 0, { nodes: 0 }) }
  return cleanEntries(firstEntries(metadata), 0, { nodes: 0 })
}

type Entry = readonly [key: string, value: unknown]

/** One entry more than is shown, so that it is known whether there are more; the others are not touched. */
function firstEntries(value: object): Entry[] {
  const entries: Entry[] = []
  if (value instanceof Map) {
    for (const [key, inner] of value) {
      if (entries.push([String(key), inner]) > itemsMax) break
    }
    return entries
  }
  for (const key in value) {
    if (!Object.hasOwn(value, key)) continue
    if (entries.push([key, (value as Record<string, unknown>)[key]]) > itemsMax) break
  }
  return entries
}

function cleanEntries(entries: readonly Entry[], depth: number, budget: Budget): Record<string, unknown> {
  const clean: Record<string, unknown> = {}
  for (const [key, value] of entries.slice(0, itemsMax)) {
    if (value === undefined || typeof value === 'function') continue
    const shownKey = cleanText(key, keyCharactersMax)
    clean[shownKey] = isHidden(key, value) ? redacted : cleanValue(value, depth + 1, budget)
  }
  if (entries.length > itemsMax) clean['more'] = true
  return clean
}

/** Absence and yes or no reveal nobody, and help to find a fault. */
function isHidden(key: string, value: unknown): boolean {
  return value !== null && typeof value !== 'boolean' && isPrivateKey(key)
}

function cleanValue(value: unknown, depth: number, budget: Budget): unknown {
  budget.nodes += 1
  if (budget.nodes > nodesMax) return '[more]'
  switch (typeof value) {
    case 'string':
      return cleanText(value)
    case 'number':
      return cleanNumber(value)
    case 'bigint':
    case 'symbol':
      return cleanText(String(value))
    case 'object':
      return value === null ? null : cleanObject(value, depth, budget)
    default:
      return value
  }
}

function cleanNumber(value: number): number | string {
  if (!Number.isFinite(value)) return String(value)
  // Milliseconds since 1970 have 13 digits that begin with 1, and no card has.
  if (!Number.isInteger(value) || value < 2e12) return value
  return redactText(String(value)) === redacted ? redacted : value
}

function cleanObject(value: object, depth: number, budget: Budget): unknown {
  if (value instanceof Error) return cleanError(value, depth, budget)
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString()
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`
  if (depth >= depthMax) return Array.isArray(value) ? '[list]' : '[object]'
  if (Array.isArray(value)) return cleanList(value, value.length, { depth, budget })
  if (value instanceof Set) return cleanList(firstItems(value), value.size, { depth, budget })
  const { toJSON } = value as { toJSON?: unknown }
  if (typeof toJSON === 'function') return cleanValue(toJSON.call(value), depth + 1, budget)
  return cleanEntries(firstEntries(value), depth, budget)
}

function firstItems(set: ReadonlySet<unknown>): unknown[] {
  const items: unknown[] = []
  for (const item of set) {
    if (items.push(item) === itemsMax) break
  }
  return items
}

function cleanList(
  list: readonly unknown[],
  size: number,
  place: { depth: number; budget: Budget },
): unknown[] {
  const clean = list.slice(0, itemsMax).map((item) => cleanValue(item, place.depth + 1, place.budget))
  return size > itemsMax ? [...clean, `[${size - itemsMax} more]`] : clean
}

/**
 * An error as data: what it is, where it was thrown, and what caused it. Other fields of errors are left
 * out: drivers put rows and parameters there.
 */
function cleanError(error: Error, depth: number, budget: Budget): Record<string, unknown> {
  budget.nodes += 1
  const { code } = error as { code?: unknown }
  const clean: Record<string, unknown> = { type: cleanText(error.name), message: cleanText(error.message) }
  if (typeof code === 'string' || typeof code === 'number') clean['code'] = cleanValue(code, depth, budget)
  const stack = error.stack?.split('\n').filter((line) => line.startsWith('    at '))
  if (stack?.length) clean['stack'] = cleanText(stack.slice(0, stackLinesMax).join('\n'))
  if (depth >= depthMax) return clean
  if (error instanceof AggregateError)
    clean['errors'] = cleanList(error.errors, error.errors.length, { depth, budget })
  if (error.cause !== undefined) clean['cause'] = cleanValue(error.cause, depth + 1, budget)
  return clean
}
