// Who may import whom: the table of the conventions, held against the resolved imports of every file. Each row has a
// planted violation that must be seen and a clean file that must pass, checked on every run.
import { posix } from 'node:path'
import { parseSync } from 'oxc-parser'
import { isTest, type SourceFile, sourceFiles } from './source-files.ts'

type Import = { target: string; line: number }
type Row = {
  name: string
  applies: (path: string) => boolean
  allows: (target: string, path: string) => boolean
  planted: SourceFile
  clean: SourceFile
}

const serviceOf = (path: string) => /^services\/([^/]+)\//.exec(path)?.[1] ?? ''
const own = (target: string, path: string, names: readonly string[]) =>
  names.some((name) => new RegExp(`^services/${serviceOf(path)}/${name}(/.*)?(\\.ts)?$`).test(target))
const contractOfOther = (target: string) => /^@rialto\/[a-z]+-service\/contract$/.test(target)
const pure = ['@rialto/core', '@rialto/money']
const inService = (name: string) => (path: string) =>
  new RegExp(`^services/(?!api-gateway)[^/]+/${name}(/.*)?(\\.ts)?$`).test(path) && !isTest(path)

const rows: readonly Row[] = [
  {
    name: 'packages import packages, never services',
    applies: (path) => path.startsWith('packages/') && !isTest(path),
    allows: (target) =>
      !/^@rialto\/[a-z]+-service/.test(target) && !/^(services|server|tools|scripts)\//.test(target),
    planted: { path: 'packages/core/src/a.ts', text: `import '@rialto/order-service/contract'` },
    clean: { path: 'packages/core/src/a.ts', text: `import 'typebox'` },
  },
  {
    name: 'a contract imports core, money, typebox and contracts',
    applies: inService('contract'),
    allows: (target, path) =>
      [...pure, 'typebox'].includes(target) || contractOfOther(target) || own(target, path, ['contract']),
    planted: { path: 'services/order-service/contract.ts', text: `import './store.ts'` },
    clean: { path: 'services/order-service/contract.ts', text: `import '@rialto/core'` },
  },
  {
    name: 'a model is pure: contract, core and money',
    applies: inService('model'),
    allows: (target, path) => pure.includes(target) || own(target, path, ['contract', 'model']),
    planted: { path: 'services/order-service/model.ts', text: `import 'node:fs'` },
    clean: { path: 'services/order-service/model.ts', text: `import '@rialto/money'` },
  },
  {
    name: 'a store imports contract, model, core, money and postgres',
    applies: inService('store'),
    allows: (target, path) =>
      [...pure, '@rialto/postgres'].includes(target) || own(target, path, ['contract', 'model', 'store']),
    planted: { path: 'services/order-service/store.ts', text: `import 'pg'` },
    clean: { path: 'services/order-service/store.ts', text: `import '@rialto/postgres'` },
  },
  {
    name: 'a feature imports its own service and other contracts',
    applies: inService('features'),
    allows: (target, path) =>
      [...pure, '@rialto/log', 'node:crypto'].includes(target) ||
      contractOfOther(target) ||
      own(target, path, ['contract', 'model', 'store', 'features', 'operations', 'ports']),
    planted: { path: 'services/order-service/features/a.ts', text: `import '@rialto/inventory-service'` },
    clean: {
      path: 'services/order-service/features/a.ts',
      text: `import '@rialto/inventory-service/contract'`,
    },
  },
  {
    name: 'a service list imports what it lists',
    applies: inService('service'),
    allows: (target, path) =>
      [...pure, 'node:url'].includes(target) ||
      own(target, path, ['contract', 'features', 'operations', 'adapters', 'ports', 'model']),
    planted: { path: 'services/order-service/service.ts', text: `import 'pg'` },
    clean: { path: 'services/order-service/service.ts', text: `import './features/a.ts'` },
  },
  {
    name: 'an adapter knows its own service and one library',
    applies: inService('adapters'),
    allows: (target, path) =>
      !/^(server|tools|scripts)\//.test(target) &&
      !/^@rialto\/([a-z]+-service|postgres|http|events)/.test(target) &&
      (!target.startsWith('services/') || own(target, path, ['contract', 'model', 'adapters', 'ports'])),
    planted: { path: 'services/payment-service/adapters/a.ts', text: `import '../store.ts'` },
    clean: { path: 'services/payment-service/adapters/a.ts', text: `import 'stripe'` },
  },
  {
    name: 'tools and scripts reach services over the wire',
    applies: (path) => /^(tools|scripts)\//.test(path) && !isTest(path) && path !== 'scripts/generate.ts',
    allows: (target) => !/^@rialto\/[a-z]+-service/.test(target) && !target.startsWith('services/'),
    planted: { path: 'tools/cli/src/a.ts', text: `import '@rialto/product-service/contract'` },
    clean: { path: 'tools/cli/src/a.ts', text: `import '@rialto/sdk'` },
  },
  {
    name: 'proofs and benches reach the product over the wire',
    applies: (path) => /^(tests\/(scenarios|proofs|browser)|bench)\//.test(path),
    allows: (target) =>
      !/^@rialto\/([a-z]+-service|server|postgres|http|events)/.test(target) &&
      !/^(services|server)\//.test(target),
    planted: { path: 'tests/proofs/a.ts', text: `import '@rialto/inventory-service'` },
    clean: { path: 'tests/proofs/a.ts', text: `import '@rialto/testing'` },
  },
  {
    name: 'pages know the product by contracts and the client',
    applies: (path) => path.startsWith('frontend/') && !isTest(path),
    allows: (target) =>
      !/^@rialto\/([a-z]+-service|server|postgres|http|events|config|log|jwt)$/.test(target) &&
      !/^(services|server|tools|scripts)\//.test(target),
    planted: { path: 'frontend/web/app/a.tsx', text: `import '@rialto/order-service'` },
    clean: { path: 'frontend/web/app/a.tsx', text: `import '@rialto/order-service/contract'` },
  },
  {
    name: 'a path never climbs out of its workspace',
    applies: (path) => !path.startsWith('scripts/') && !path.startsWith('server/'),
    allows: (target, path) =>
      target.startsWith(workspaceOf(path)) ||
      !/^(packages|services|server|frontend|tools|tests|bench)\//.test(target),
    planted: { path: 'services/order-service/store.ts', text: `import '../../packages/core/src/index.ts'` },
    clean: { path: 'services/order-service/store.ts', text: `import './model.ts'` },
  },
]

/** The problems of the tree; a row whose planted violation goes unseen is one too. */
export async function checkRules(): Promise<string[]> {
  const problems: string[] = []
  for (const row of rows) {
    if (violations(row.planted, [row]).length === 0)
      problems.push(`"${row.name}" did not see its planted violation`)
    problems.push(
      ...violations(row.clean, [row]).map((found) => `"${row.name}" refused its clean file: ${found}`),
    )
  }
  for (const file of await sourceFiles()) problems.push(...violations(file, rows))
  return problems
}

function violations(file: SourceFile, against: readonly Row[]): string[] {
  const applying = against.filter((row) => row.applies(file.path))
  if (applying.length === 0) return []
  return importsOf(file).flatMap(({ target, line }) =>
    applying
      .filter((row) => !row.allows(target, file.path))
      .map((row) => `${file.path}:${line} imports ${target}: ${row.name}`),
  )
}

/** Every import of a file, relative ones resolved to paths from the project's folder. */
function importsOf(file: SourceFile): Import[] {
  const { module } = parseSync(file.path, file.text)
  const stated = [
    ...module.staticImports.map((one) => ({ text: one.moduleRequest.value, at: one.start })),
    ...module.staticExports.flatMap((one) =>
      one.entries.flatMap((entry) =>
        entry.moduleRequest ? [{ text: entry.moduleRequest.value, at: one.start }] : [],
      ),
    ),
    ...module.dynamicImports.map((one) => ({
      text: file.text.slice(one.moduleRequest.start, one.moduleRequest.end).replace(/^['"`]|['"`]$/g, ''),
      at: one.start,
    })),
  ]
  return stated.map(({ text, at }) => ({
    target: text.startsWith('.') ? posix.join(posix.dirname(file.path), text) : text,
    line: file.text.slice(0, at).split('\n').length,
  }))
}

function workspaceOf(path: string): string {
  const [area, name] = path.split('/')
  return area === 'tests' || area === 'bench' ? `${area}/` : `${area}/${name}/`
}
