import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, rename } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'

/**
 * The lines of a file, gzipped or not, one at a time. Only a line feed ends a line: node:readline also breaks
 * at U+2028, which stands inside real product texts.
 */
export async function* readLines(file: string): AsyncGenerator<string> {
  const source = createReadStream(file)
  const bytes = file.endsWith('.gz') ? source.pipe(createGunzip()) : source
  source.on('error', (error) => bytes.destroy(error))
  let rest = ''
  for await (const chunk of bytes.setEncoding('utf8')) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    yield* lines
  }
  if (rest !== '') yield rest
}

/** Writes one JSON document a line. The file appears under its name only when it is whole. */
export async function writeLines(
  file: string,
  rows: AsyncIterable<unknown> | Iterable<unknown>,
): Promise<number> {
  const unfinished = `${file}.unfinished`
  let count = 0
  async function* lines() {
    for await (const row of rows) {
      count += 1
      yield `${JSON.stringify(row)}\n`
    }
  }
  await mkdir(dirname(file), { recursive: true })
  await pipeline(Readable.from(lines()), createWriteStream(unfinished))
  await rename(unfinished, file)
  return count
}
