import { createReadStream } from 'node:fs'
import { fileURLToPath } from 'node:url'

/**
 * The drawings of the named icons. The file of the whole set is 100 MB, so it is read as a stream, line by
 * line, and only what was asked for is kept.
 */
export async function readIcons(names: ReadonlySet<string>): Promise<Map<string, string>> {
  const file = fileURLToPath(import.meta.resolve('@iconify-json/fluent-emoji/icons.json'))
  const bodies = new Map<string, string>()
  let current: string | undefined
  let rest = ''
  for await (const chunk of createReadStream(file, { encoding: 'utf8', highWaterMark: 1 << 20 })) {
    const lines = (rest + chunk).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const name = /^\t\t"([a-z0-9-]+)": \{$/.exec(line)?.[1]
      if (name !== undefined) current = names.has(name) ? name : undefined
      else if (current !== undefined && line.startsWith('\t\t\t"body": ')) {
        bodies.set(current, JSON.parse(line.slice(11).replace(/,$/, '')) as string)
        current = undefined
      }
    }
  }
  for (const name of names) if (!bodies.has(name)) throw new Error(`The icon set has no "${name}"`)
  return bodies
}
