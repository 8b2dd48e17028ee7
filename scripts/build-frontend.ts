// Builds the apps of frontend/ when what they are made of has changed. Called by npm start, npm run build and the tests.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { binary, root, runCommand } from './run-command.ts'

const apps = ['web', 'dashboard']
const textKinds = /\.(js|css|svg|json)$/
const sources = [
  'frontend/{web,dashboard,visit}/**/*.{ts,tsx,css,json,svg,webp,woff2}',
  'packages/{ui,sdk,core,money}/**/*.{ts,tsx,css,json}',
  'services/*/contract{.ts,/**/*.ts}',
  'package-lock.json',
]

export type Built = { readonly name: string; readonly seconds: number | null }

/** Builds what is stale, one app after the other; `seconds` is null for what was built before. */
export async function buildFrontend(): Promise<Built[]> {
  const hash = await hashSources()
  const built: Built[] = []
  for (const name of apps) {
    const folder = join(root, 'frontend', name)
    if (!existsSync(join(folder, 'vite.config.ts'))) continue
    const stamp = join(folder, 'build', 'sources')
    if ((await readFile(stamp, 'utf8').catch(() => '')) === hash) {
      built.push({ name, seconds: null })
      continue
    }
    const startedAt = performance.now()
    await rm(join(folder, 'build'), { recursive: true, force: true })
    const { code, output } = await runCommand(binary('react-router'), ['build'], { cwd: folder, quiet: true })
    if (code !== 0) throw new Error(`The build of ${name} failed:\n${output}`)
    await compressFiles(join(folder, 'build', 'client', 'assets'))
    // Written last: a build that was killed half-way is made again.
    await writeFile(stamp, hash)
    built.push({ name, seconds: Math.round((performance.now() - startedAt) / 100) / 10 })
  }
  return built
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  const paths: string[] = []
  for await (const path of glob(sources, { cwd: root, exclude: ['**/node_modules/**', '**/build/**'] }))
    paths.push(path)
  for (const path of paths.sort()) hash.update(path).update(await readFile(join(root, path)))
  return hash.digest('hex')
}

/** Text is sent compressed, and compressed once. */
async function compressFiles(folder: string): Promise<void> {
  for (const file of (await readdir(folder)).filter((name) => textKinds.test(name))) {
    const content = await readFile(join(folder, file))
    await writeFile(join(folder, `${file}.gz`), await promisify(gzip)(content, { level: 9 }))
    const options = { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }
    await writeFile(join(folder, `${file}.br`), await promisify(brotliCompress)(content, options))
  }
}

if (import.meta.main) {
  for (const { name, seconds } of await buildFrontend())
    if (seconds !== null) process.stdout.write(`${name} built in ${seconds} s\n`)
}
