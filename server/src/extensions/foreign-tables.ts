import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Extension, type Service, tablePrefixOf } from '@rialto/core'

/**
 * Where the SQL of an extension names a table of a service, of the platform or of another extension. In one database it
 * would work, until that table changes or lies elsewhere: what others know is asked through their contracts.
 */
export async function foreignTables(
  { name }: Extension,
  directory: string,
  services: readonly Service[],
): Promise<string[]> {
  const owners = services.map((service) => service.name.replace(/-service$/, '').replace(/^api-/, ''))
  const mention = new RegExp(
    `\\b(?:from|join|into|update|table|references|exists|on)\\s+(?:only\\s+)?(?:rialto\\.)?((?:rialto|ext|${owners.join('|')})_[a-z0-9_]+)\\b`,
    'gi',
  )
  const problems: string[] = []
  for await (const path of glob('**/*.{ts,sql}', { cwd: directory })) {
    if (path.includes('node_modules') || path.endsWith('.test.ts')) continue
    const text = (await readFile(join(directory, path), 'utf8')).replaceAll(/--.*$/gm, '')
    for (const { 1: table = '', index } of text.matchAll(mention)) {
      if (table.toLowerCase().startsWith(tablePrefixOf(name))) continue
      const line = text.slice(0, index).split('\n').length
      problems.push(`${path}:${line} touches ${table}, which is not its own. Ask its owner's endpoints.`)
    }
  }
  return problems
}
