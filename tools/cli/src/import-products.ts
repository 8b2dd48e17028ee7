import { basename } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { type Api, openApi } from './api.ts'
import type { Call } from './commands.ts'
import { findVendor } from './find-vendor.ts'
import { checkReadable, readBytes } from './read-lines.ts'
import { isStop, stop } from './stop.ts'
import type { Terminal } from './terminal.ts'
import { linesWithPictures, uploadPictures } from './upload-pictures.ts'

const formats = ['jsonl', 'shopify-csv'] as const
type Format = (typeof formats)[number]

type Import = {
  id: string
  name: string
  format: Format
  state: 'waiting' | 'running' | 'interrupted' | 'done'
  rowsDone: number
  rowsChanged: number
  rowsRejected: number
  problem: string | null
}
type Rejection = { line: number; externalId: string | null; reason: string }
type Page<T> = { items: T[]; next: string | null }

const attemptsMax = 5
const pollMs = 1_000
const rejectionsShownMax = 50
const rejectionsReadMax = 1_000

/** `rialto products import FILE --vendor NAME`: pictures first, then the rows as a stream, then what was refused. */
export async function importProducts(call: Call): Promise<number> {
  const { options, files, terminal } = call
  const file = files[0] ?? ''
  const format = formatOf(file, options['format'])
  await checkReadable(file)
  const api = await openApi(call)
  const vendorId = await vendorOf(api, options['vendor'])
  const pictures = format === 'jsonl' ? await uploadPictures(api, file, terminal) : new Map<string, string>()
  const content = () => (format === 'jsonl' ? linesWithPictures(file, pictures) : readBytes(file))
  const settings = { format, ...only('currency', options), ...only('warehouse', options) }
  const source: Source = { name: basename(file), vendorId, settings, content }
  const done = await importFile(api, source, terminal)
  const rejections = await readRejections(api, done)
  if (options['json']) terminal.result(JSON.stringify({ ...done, rejections }))
  else tellEnd(done, rejections, terminal)
  return done.state === 'done' && done.rowsRejected === 0 ? 0 : 1
}

type Source = {
  name: string
  vendorId: string | undefined
  settings: { format: Format; currency?: string; warehouse?: string }
  content: () => AsyncIterable<Uint8Array>
}

function formatOf(file: string, given: string | boolean | undefined): Format {
  const byName = /\.csv(\.gz)?$/i.test(file) ? 'shopify-csv' : 'jsonl'
  const format = formats.find((one) => one === (given ?? byName))
  if (!format) throw stop(`--format is ${formats.join(' or ')}`, 2)
  return format
}

/** Without a vendor, people of one import for their own. */
async function vendorOf(api: Api, meant: string | boolean | undefined): Promise<string | undefined> {
  return typeof meant === 'string' ? (await findVendor(api, meant)).vendorId : undefined
}

function only(name: 'currency' | 'warehouse', options: Call['options']) {
  const value = options[name]
  return typeof value === 'string' ? { [name]: value } : {}
}

/** Goes on with an import of the same file that stopped, or opens a new one. */
async function importFile(api: Api, source: Source, terminal: Terminal): Promise<Import> {
  const stopped = await findStopped(api, source)
  if (stopped) {
    terminal.tell(`Going on behind row ${stopped.rowsDone}`)
    const resumed = await sendContent({ api, source, terminal }, stopped)
    if (resumed) return resumed
    terminal.tell('The file has changed since. Starting anew; rows that are the same are skipped')
  }
  const { name, vendorId, settings } = source
  const json = { name, ...settings, ...(vendorId === undefined ? {} : { vendorId }) }
  const opened = await api.ask<Import>('/api/products/imports', { method: 'POST', json })
  const done = await sendContent({ api, source, terminal }, opened)
  if (!done) throw stop('The file changed while it was read')
  return done
}

async function findStopped(api: Api, source: Source): Promise<Import | undefined> {
  const vendor = source.vendorId === undefined ? '' : `&vendorId=${source.vendorId}`
  const { items } = await api.ask<Page<Import>>(`/api/products/imports?limit=25${vendor}`)
  const same = items.find((one) => one.name === source.name && one.format === source.settings.format)
  return same && same.state !== 'done' ? same : undefined
}

/**
 * Sends the file until the import is done. A connection that breaks is made anew: the shop knows what it has. Undefined
 * when the file is not the one that the import began with.
 */
async function sendContent(
  parts: { api: Api; source: Source; terminal: Terminal },
  one: Import,
): Promise<Import | undefined> {
  const { api, source, terminal } = parts
  let problem = ''
  for (let attempt = 1; attempt <= attemptsMax; attempt += 1) {
    const watching = new AbortController()
    const watch = watchProgress(api, one.id, { terminal, signal: watching.signal })
    try {
      const sent = await api.try<Import>(`/api/products/imports/${one.id}/content`, {
        method: 'PUT',
        stream: source.content,
      })
      if (sent.ok && sent.value.state === 'done') return sent.value
      if (!sent.ok && sent.code === 'IMPORT_CONTENT_DIFFERS') return undefined
      if (!sent.ok && !isPassing(sent.code)) throw stop(`${sent.code}: ${sent.detail}`)
      problem = sent.ok ? (sent.value.problem ?? '') : sent.detail
    } catch (error) {
      if (isStop(error) || !isBrokenConnection(error)) throw error
      problem = 'The connection broke'
    } finally {
      watching.abort()
      await watch
    }
    terminal.tell(`${problem}. Trying again`)
    await pause(1_000 * attempt)
  }
  throw stop(`${problem}. Run the same command again, and it goes on`)
}

function isPassing(code: string): boolean {
  return ['BUSY', 'CALL_UNKNOWN', 'IMPORT_RUNS_ALREADY', '502', '503', '504'].includes(code)
}

function isBrokenConnection(error: unknown): boolean {
  return error instanceof TypeError && /fetch failed|terminated/.test(error.message)
}

async function watchProgress(
  api: Api,
  importId: string,
  parts: { terminal: Terminal; signal: AbortSignal },
): Promise<void> {
  while (!parts.signal.aborted) {
    await pause(pollMs, undefined, { signal: parts.signal }).catch(() => undefined)
    if (parts.signal.aborted) return
    const seen = await api.try<Import>(`/api/products/imports/${importId}`).catch(() => undefined)
    if (!seen?.ok || parts.signal.aborted) continue
    const { rowsDone, rowsChanged, rowsRejected } = seen.value
    parts.terminal.progress(`${rowsDone} products read, ${rowsChanged} changed, ${rowsRejected} refused`)
  }
}

async function readRejections(api: Api, one: Import): Promise<Rejection[]> {
  const all: Rejection[] = []
  let after = ''
  while (one.rowsRejected > 0 && all.length < rejectionsReadMax) {
    const path = `/api/products/imports/${one.id}/rejections?limit=100${after}`
    const page = await api.ask<Page<Rejection>>(path)
    all.push(...page.items)
    if (!page.next) break
    after = `&after=${encodeURIComponent(page.next)}`
  }
  return all
}

function tellEnd(done: Import, rejections: readonly Rejection[], terminal: Terminal): void {
  const { rowsDone, rowsChanged, rowsRejected } = done
  terminal.result(`${rowsDone} products read, ${rowsChanged} made or changed, ${rowsRejected} refused`)
  for (const { line, externalId, reason } of rejections.slice(0, rejectionsShownMax))
    terminal.result(`  line ${line}${externalId === null ? '' : ` (${externalId})`}: ${reason}`)
  const more = rowsRejected - Math.min(rejections.length, rejectionsShownMax)
  if (more > 0) terminal.result(`  and ${more} more: --json shows up to ${rejectionsReadMax}`)
}
