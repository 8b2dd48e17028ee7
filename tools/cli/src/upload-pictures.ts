import { dirname, resolve } from 'node:path'
import type { Api } from './api.ts'
import { checkReadable, readBytes, readLines } from './read-lines.ts'
import type { Terminal } from './terminal.ts'

type Row = { media?: { file?: string; url?: string; alt?: string }[] }

/** Hashes of uploaded pictures by their path. */
export type Uploaded = ReadonlyMap<string, string>

/**
 * Uploads every picture that the lines of a file name by its path. A picture that cannot be sent is told; its row is
 * then refused by the import, with the others around it taken.
 */
export async function uploadPictures(api: Api, file: string, terminal: Terminal): Promise<Uploaded> {
  const uploaded = new Map<string, string>()
  const failed = new Set<string>()
  for await (const line of readLines(file)) {
    for (const { file: picture } of rowOf(line)?.media ?? []) {
      if (picture === undefined) continue
      const path = resolve(dirname(file), picture)
      if (uploaded.has(path) || failed.has(path)) continue
      const problem = await upload(api, path, uploaded)
      if (problem !== null) {
        failed.add(path)
        terminal.tell(`${picture}: ${problem}`)
      }
      terminal.progress(`${uploaded.size} pictures uploaded`)
    }
  }
  if (uploaded.size > 0) terminal.tell(`${uploaded.size} pictures uploaded`)
  return uploaded
}

async function upload(api: Api, path: string, uploaded: Map<string, string>): Promise<string | null> {
  try {
    await checkReadable(path)
  } catch {
    return 'there is no such picture'
  }
  const sent = await api.try<{ hash: string }>('/api/media', {
    method: 'POST',
    stream: () => readBytes(path),
  })
  if (!sent.ok) return sent.detail || sent.code
  uploaded.set(path, sent.value.hash)
  return null
}

/** The lines of a file with uploaded pictures named by their hash. Lines without pictures stay byte for byte. */
export async function* linesWithPictures(file: string, uploaded: Uploaded): AsyncGenerator<Uint8Array> {
  for await (const line of readLines(file)) {
    const row = rowOf(line)
    if (!row?.media?.some((picture) => picture.file !== undefined)) {
      yield line
      continue
    }
    const media = row.media.map((picture) => {
      const hash = picture.file === undefined ? undefined : uploaded.get(resolve(dirname(file), picture.file))
      if (hash === undefined) return picture
      const { file: _file, ...rest } = picture
      return { ...rest, url: `media:${hash}` }
    })
    yield Buffer.from(`${JSON.stringify({ ...row, media })}\n`)
  }
}

/** A line as a row; undefined when it names no picture or is no JSON, which the import then says. */
function rowOf(line: Buffer): Row | undefined {
  if (!line.includes('"file"')) return undefined
  try {
    const row = JSON.parse(line.toString('utf8')) as Row | null
    return Array.isArray(row?.media) ? row : undefined
  } catch {
    return undefined
  }
}
