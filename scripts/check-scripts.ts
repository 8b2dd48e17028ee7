// Every script that may run on the checkout is listed with a reason in frontend/web/script-inventory.json (PCI DSS 6.4.3).
import { existsSync } from 'node:fs'
import { readdir, readFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { root } from './run-command.ts'

type Script = { readonly kind: string; readonly name: string; readonly why: string }

const web = join(root, 'frontend', 'web')
const app = join(web, 'app')
const reasonCharactersMin = 20

/** What differs between the inventory, the scripts that pages of the checkout name, and the files that were built. */
export async function checkScripts(): Promise<string[]> {
  const { scripts } = JSON.parse(await readFile(join(web, 'script-inventory.json'), 'utf8')) as {
    scripts: Script[]
  }
  const named = await scriptsOfCheckout()
  const problems = compareScripts(scripts, named)
  if (
    compareScripts(scripts, { ...named, islands: [...named.islands, 'tracker'] }).length === problems.length
  ) {
    problems.push('the planted script of the script check went unseen')
  }
  return [...problems, ...(await builtProblems(scripts))]
}

type Named = {
  readonly islands: readonly string[]
  readonly provider: string
  readonly others: readonly string[]
}

/** The inventory against what the pages name: nothing more, nothing less, and each with its reason. */
export function compareScripts(listed: readonly Script[], named: Named): string[] {
  const of = (kind: string) => listed.filter((script) => script.kind === kind).map((script) => script.name)
  const islands = of('island')
  const missing = named.islands.filter((name) => !islands.includes(name))
  const spare = islands.filter((name) => !named.islands.includes(name))
  const providers = of('provider')
  return [
    ...missing.map(
      (name) => `the checkout loads the script ${name}, which script-inventory.json does not list`,
    ),
    ...spare.map((name) => `script-inventory.json lists ${name}, which no page of the checkout loads`),
    ...(providers.includes(named.provider) ? [] : [`script-inventory.json does not list ${named.provider}`]),
    ...named.others.map((path) => `${path} writes a script element of its own; scripts of pages are islands`),
    ...listed
      .filter((script) => script.why.length < reasonCharactersMin)
      .map((script) => `script-inventory.json does not say why ${script.name} is needed`),
  ]
}

/** Follows the imports of every page under /checkout, and of the frame around it, to the islands that they name. */
async function scriptsOfCheckout(): Promise<Named> {
  const routes = await readFile(join(app, 'routes.ts'), 'utf8')
  const pages = [...routes.matchAll(/^ {2}'?(checkout[\w/:-]*)'?: '([\w-]+)'/gm)].map(
    (match) => match[2] ?? '',
  )
  if (pages.length === 0) throw new Error('No page of the checkout was found in routes.ts')
  const files = await importsOf([...pages, 'shop'].map((page) => join(app, 'routes', `${page}.tsx`)))
  files.set(join(app, 'root.tsx'), await readFile(join(app, 'root.tsx'), 'utf8'))
  const islands = [...files.values()].flatMap((text) =>
    [...text.matchAll(/<Island name="([\w-]+)"/g)].map((match) => match[1] ?? ''),
  )
  const others = [...files].filter(([path, text]) => /<script\b/.test(text) && !path.endsWith('/island.tsx'))
  const server = await readFile(join(root, 'server', 'src', 'pages.ts'), 'utf8')
  return {
    islands: [...new Set(islands)],
    provider: /const stripeScript = '([^']+)'/.exec(server)?.[1] ?? 'the script of the provider',
    others: others.map(([path]) => relative(root, path)),
  }
}

async function importsOf(entries: readonly string[]): Promise<Map<string, string>> {
  const texts = new Map<string, string>()
  const waiting = [...entries]
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (texts.has(path)) continue
    const text = await readFile(path, 'utf8')
    texts.set(path, text)
    for (const match of text.matchAll(/from '(\.{1,2}\/[^']+\.tsx?)'/g)) {
      waiting.push(join(dirname(path), match[1] ?? ''))
    }
  }
  return texts
}

/** A built island is one file: what it would load beside itself stands in no inventory. */
async function builtProblems(listed: readonly Script[]): Promise<string[]> {
  const assets = join(web, 'build', 'client', 'assets')
  if (!existsSync(assets)) return []
  const files = (await readdir(assets)).filter((file) => file.endsWith('.js'))
  const problems: string[] = []
  for (const { name } of listed.filter((script) => script.kind === 'island')) {
    // A build from before the island was written says nothing about it.
    const file = files.find((one) => new RegExp(`^island-${name}-[\\w-]{8}\\.js$`).test(one))
    if (file === undefined) continue
    const text = await readFile(join(assets, file), 'utf8')
    const loaded = /\b(?:import|from)\s*\(?\s*["'`]([^"'`]+)["'`]/.exec(text)
    if (loaded)
      problems.push(`the built script ${name} loads ${loaded[1]}, which script-inventory.json does not list`)
  }
  return problems
}
