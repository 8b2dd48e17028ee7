// A service touches only its own tables: the SQL of every store, procedure and migration, by the prefix of the names.
import { glob, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { root } from './run-command.ts'
import { type SourceFile, sourceFiles } from './source-files.ts'

const prefixes = [
  'user',
  'product',
  'pricing',
  'inventory',
  'order',
  'payment',
  'vendor',
  'search',
  'notification',
  'tenant',
  'gateway',
  'analytics',
  'fan',
]
const mention = new RegExp(
  `\\b(?:from|join|into|update|table|references|exists)\\s+(?:only\\s+)?(?:rialto\\.)?((?:${prefixes.join('|')})_[a-z0-9_]+)\\b`,
  'gi',
)

/** The places where SQL of one service names a table or function of another. */
export async function checkTables(): Promise<string[]> {
  const planted = {
    path: 'services/order-service/store.ts',
    text: 'statement(`select 1 from inventory_stock`)',
  }
  const clean = { path: 'services/order-service/store.ts', text: 'statement(`select 1 from order_head`)' }
  const problems: string[] = []
  if (foreignTables(planted).length === 0)
    problems.push('the planted violation of the table check went unseen')
  problems.push(...foreignTables(clean))
  for (const file of await sqlFiles()) problems.push(...foreignTables(file))
  return problems
}

function foreignTables(file: SourceFile): string[] {
  const service = /^services\/([a-z]+(?:-[a-z]+)?)\//.exec(file.path)?.[1] ?? ''
  const own = service === 'api-gateway' ? 'gateway' : service.replace(/-service$/, '')
  const text = file.text.replaceAll(/--.*$/gm, '')
  return [...text.matchAll(mention)].flatMap((match) => {
    const name = match[1]?.toLowerCase() ?? ''
    if (name.startsWith(`${own}_`)) return []
    const line = text.slice(0, match.index).split('\n').length
    return [`${file.path}:${line} touches ${name}, which is not of ${service}`]
  })
}

async function sqlFiles(): Promise<SourceFile[]> {
  const stores = (await sourceFiles('services/**/*.ts')).filter((file) =>
    /\/store(\/.*)?(\.ts)$|\/store\//.test(file.path),
  )
  const files: SourceFile[] = []
  for await (const path of glob('services/*/{procedures,migrations}/*.sql', { cwd: root })) {
    files.push({ path, text: await readFile(join(root, path), 'utf8') })
  }
  return [...stores, ...files]
}
