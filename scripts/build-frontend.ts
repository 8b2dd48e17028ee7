// Builds the apps of frontend/ when what they are made of has changed. Called by npm start, npm run build and the tests.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { glob, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
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
    await buildApp(name, hash)
    built.push({ name, seconds: Math.round((performance.now() - startedAt) / 100) / 10 })
  }
  return built
}

/** Builds beside what is in use, then changes places: two builds at once, or one that is killed, leave a whole one. */
async function buildApp(name: string, hash: string): Promise<void> {
  const app = join(root, 'frontend', name)
  const fresh = `build-${process.pid}`
  const options = { cwd: app, quiet: true, env: { RIALTO_BUILD_FOLDER: fresh } }
  try {
    const { code, output } = await runCommand(binary('react-router'), ['build'], options)
    if (code !== 0) throw new Error(`The build of ${name} failed:\n${output}`)
    await compressFiles(join(app, fresh, 'client', 'assets'))
    await writeFile(join(app, fresh, 'sources'), hash)
    await rm(join(app, 'build'), { recursive: true, force: true })
    await rename(join(app, fresh), join(app, 'build'))
  } finally {
    await rm(join(app, fresh), { recursive: true, force: true })
  }
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  const paths: string[] = []
  for await (const path of glob(sources, {
    cwd: root,
    exclude: ['**/node_modules/**', '**/build/**', '**/build-*/**'],
  }))
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
