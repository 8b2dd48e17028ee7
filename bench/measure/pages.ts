import { get } from 'node:http'
import { gunzipSync } from 'node:zlib'

/** What came over the wire for one address, compressed as for a browser, and what it says. */
export type Sent = { readonly bytes: number; readonly text: string }

/** Reads an address of the shop as a browser does, which accepts gzip. */
export function readPage(url: string, path: string): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const asked = get(new URL(path, url), { headers: { 'accept-encoding': 'gzip' } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.once('error', reject)
      answer.once('end', () => {
        const content = Buffer.concat(chunks)
        if (answer.statusCode !== 200) {
          reject(new Error(`${path} answered ${answer.statusCode}: are the pages built (npm run build)?`))
          return
        }
        const isPacked = answer.headers['content-encoding'] === 'gzip'
        resolve({ bytes: content.length, text: (isPacked ? gunzipSync(content) : content).toString() })
      })
    })
    asked.once('error', reject)
  })
}

export type Weight = {
  /** The page itself, with the styles that stand in it. */
  readonly html: number
  readonly css: number
  readonly script: number
  readonly fonts: number
}

/** The bytes that a page brings beside its pictures: itself, its styles, its scripts with all they import, its first fonts. */
export async function weigh(url: string, path: string): Promise<Weight> {
  const { bytes: html, text } = await readPage(url, path)
  const tags = (pattern: RegExp) => [...text.matchAll(pattern)].map(([tag]) => tag)
  const addresses = (found: string[], name: string) =>
    new Set(found.flatMap((tag) => new RegExp(`${name}="([^"]+)"`).exec(tag)?.[1] ?? []))
  const links = tags(/<link [^>]*>/g)
  const styles = addresses(
    links.filter((tag) => tag.includes('rel="stylesheet"')),
    'href',
  )
  // A first page of the shop names its fonts for later.
  const later = [...addresses(links, 'data-fonts')].flatMap((named) => named.split(' '))
  const fonts = new Set([...addresses(tags(/<link [^>]*as="font"[^>]*>/g), 'href'), ...later])
  const scripts = new Set([
    ...addresses(tags(/<script [^>]*>/g), 'src'),
    ...addresses(
      links.filter((tag) => tag.includes('rel="modulepreload"')),
      'href',
    ),
  ])
  const sum = async (all: Iterable<string>) => {
    const sent = await Promise.all([...all].map((address) => readPage(url, address)))
    return sent.reduce((total, { bytes }) => total + bytes, 0)
  }
  return {
    html,
    css: await sum(styles),
    script: await sum(await withImports(url, scripts)),
    fonts: await sum(fonts),
  }
}

/** Scripts of our own with the scripts that they name. */
async function withImports(url: string, first: ReadonlySet<string>): Promise<Set<string>> {
  const all = new Set([...first].filter((address) => address.startsWith('/')))
  for (const address of all) {
    const { text } = await readPage(url, address)
    for (const [, name] of text.matchAll(/(?:\bfrom|\bimport)\s*["'`](\.[^"'`]+)["'`]/g))
      all.add(new URL(name ?? '', new URL(address, url)).pathname)
  }
  return all
}
