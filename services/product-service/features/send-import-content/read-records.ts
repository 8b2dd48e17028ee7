import { createHash } from 'node:crypto'
import { validate } from '@rialto/core'
import { type ImportRow, importRow } from '../../contract/import-row.ts'
import { lineBytesMax } from '../../contract.ts'
import type { CsvReader } from '../../model/ports.ts'
import { partProblem, type RowProblem, rowProblem } from '../../model/row-problem.ts'
import { handleOf, mapShopify, type ShopifyRow, type ShopifySettings } from '../../model/shopify.ts'
import type { ImportFormat } from '../../store/imports.ts'

type Content = AsyncIterable<Uint8Array>

/** One product of the file. `line` is where it begins; `digest` is of its text. */
export type ImportRecord = {
  line: number
  digest: string
  externalId: string | null
  /** Characters of its text, about. */
  size: number
} & ({ ok: true; row: ImportRow } | { ok: false; problems: readonly RowProblem[] })

export type Reading = { format: ImportFormat; shopify: ShopifySettings; readCsv: CsvReader }

const lineFeed = 0x0a
const notUtf8 = rowProblem('LINE_NOT_UTF8', 'The line is not UTF-8')

/** The products of a file while it arrives. What cannot be read is a record too, so that it is told with its line. */
export function readRecords(content: Content, reading: Reading): AsyncGenerator<ImportRecord> {
  return reading.format === 'jsonl' ? readJsonLines(content) : readShopify(content, reading)
}

async function* readJsonLines(content: Content): AsyncGenerator<ImportRecord> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let line = 0
  for await (const bytes of splitLines(content)) {
    line += 1
    if (bytes === 'too long') {
      const told = `The line is longer than ${lineBytesMax} bytes`
      const bytesMax = String(lineBytesMax)
      yield unreadable(line, `line ${line} too long`, rowProblem('LINE_TOO_LONG', told, { bytesMax }))
      continue
    }
    const text = decode(decoder, bytes)
    if (text === undefined) yield unreadable(line, digestOf(bytes), notUtf8)
    else if (text.trim() !== '') yield parseLine(line, text)
  }
}

function decode(decoder: TextDecoder, bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

function parseLine(line: number, text: string): ImportRecord {
  try {
    return check({ line, digest: digestOf(text), size: text.length }, JSON.parse(text) as unknown)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    const { message } = error
    const told = rowProblem('LINE_NOT_JSON', `The line is not JSON: ${message}`, { message })
    return unreadable(line, digestOf(text), told)
  }
}

/** Only a line feed ends a line: others stand inside real product texts. A line that is too long is thrown away. */
async function* splitLines(content: Content): AsyncGenerator<Uint8Array | 'too long'> {
  let parts: Uint8Array[] = []
  let length = 0
  const take = (part: Uint8Array) => {
    length += part.byteLength
    if (length > lineBytesMax) parts = []
    else parts.push(part)
  }
  const end = () => {
    const whole = length > lineBytesMax ? ('too long' as const) : Buffer.concat(parts)
    parts = []
    length = 0
    return whole
  }
  for await (const chunk of content) {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      take(chunk.subarray(from, at))
      from = at + 1
      yield end()
    }
    if (from < chunk.byteLength) take(chunk.subarray(from))
  }
  if (length > 0) yield end()
}

/** The rows of one product follow each other in Shopify's files. */
async function* readShopify(content: Content, { readCsv, shopify }: Reading): AsyncGenerator<ImportRecord> {
  let group: { line: number; rows: ShopifyRow[] } | undefined
  for await (const one of readCsv(content)) {
    if ('problem' in one) {
      const { line, problem: message } = one
      yield unreadable(line, digestOf(message), rowProblem('CSV_BROKEN', message, { message }))
      continue
    }
    const [first] = group?.rows ?? []
    if (group && first && handleOf(first) === handleOf(one.record)) group.rows.push(one.record)
    else {
      if (group) yield mapGroup(group, shopify)
      group = { line: one.line, rows: [one.record] }
    }
  }
  if (group) yield mapGroup(group, shopify)
}

function mapGroup(group: { line: number; rows: ShopifyRow[] }, settings: ShopifySettings): ImportRecord {
  const row = mapShopify(group.rows, settings)
  const text = JSON.stringify(row)
  return check({ line: group.line, digest: digestOf(text), size: text.length }, row)
}

function check(at: { line: number; digest: string; size: number }, value: unknown): ImportRecord {
  const problems = validate(importRow, value)
  const externalId = externalIdOf(value)
  if (problems.length === 0) return { ok: true, ...at, externalId, row: value as ImportRow }
  return { ok: false, ...at, externalId, problems: problems.map(partProblem) }
}

function externalIdOf(value: unknown): string | null {
  const id = (value as { id?: unknown } | null)?.id
  return typeof id === 'string' && id !== '' ? id.slice(0, 200) : null
}

function unreadable(line: number, digest: string, problem: RowProblem): ImportRecord {
  return { ok: false, line, digest, size: 0, externalId: null, problems: [problem] }
}

/** A short digest: it tells rows apart, and guards nothing. */
export function digestOf(text: string | Uint8Array): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 27)
}
