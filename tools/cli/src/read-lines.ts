import { createReadStream } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { createGunzip } from 'node:zlib'
import { stop } from './stop.ts'

const lineFeed = 0x0a

/** The bytes of a file, unpacked when its name ends with .gz. */
export async function* readBytes(file: string): AsyncGenerator<Buffer> {
  const source = createReadStream(file)
  const bytes = file.endsWith('.gz') ? source.pipe(createGunzip()) : source
  source.on('error', (error) => bytes.destroy(error))
  for await (const chunk of bytes) yield chunk as Buffer
}

/** The lines of a file with their line feeds. Only a line feed ends a line. */
export async function* readLines(file: string): AsyncGenerator<Buffer> {
  let rest: Buffer[] = []
  for await (const chunk of readBytes(file)) {
    let from = 0
    for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
      yield Buffer.concat([...rest, chunk.subarray(from, at + 1)])
      rest = []
      from = at + 1
    }
    if (from < chunk.byteLength) rest.push(chunk.subarray(from))
  }
  if (rest.length > 0) yield Buffer.concat(rest)
}

export async function checkReadable(file: string): Promise<void> {
  await access(file, constants.R_OK).catch(() => {
    throw stop(`The file ${file} cannot be read`, 2)
  })
}
