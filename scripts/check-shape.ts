// The numbers of the style guide: lines of a function and a file, parameters, index files that only re-export.
import { parseSync } from 'oxc-parser'
import { isTest, type SourceFile, sourceFiles } from './source-files.ts'

const functionLinesMax = 60
const componentLinesMax = 120
const fileLinesMax = 300
const parametersMax = 3

type Node = { type: string; start: number; end: number; [key: string]: unknown }

/** The places that are longer or wider than we hold. */
export async function checkShape(): Promise<string[]> {
  const problems = plantedProblems()
  for (const file of await sourceFiles()) problems.push(...problemsOf(file))
  return problems
}

function plantedProblems(): string[] {
  const long = { path: 'services/a/features/b.ts', text: `function f() {\n${'  g()\n'.repeat(70)}}\n` }
  const wide = { path: 'services/a/features/b.ts', text: 'function f(a, b, c, d) {}\n' }
  const huge = { path: 'services/a/features/b.ts', text: 'const a = 1\n'.repeat(310) }
  const barrel = { path: 'services/a/features/index.ts', text: `export * from './b.ts'\n` }
  return [long, wide, huge, barrel].flatMap((file, index) =>
    problemsOf(file).length > 0 ? [] : [`the planted violation ${index + 1} of the shape check went unseen`],
  )
}

function problemsOf(file: SourceFile): string[] {
  if (isTest(file.path)) return []
  const problems: string[] = []
  const lines = file.text.split('\n').length - 1
  if (lines > fileLinesMax) problems.push(`${file.path} has ${lines} lines, more than ${fileLinesMax}`)
  const { program } = parseSync(file.path, file.text)
  const body = program.body as unknown as Node[]
  if (
    /^services\/.*index\.ts$/.test(file.path) &&
    body.every((node) => /^Export(All|Named)/.test(node.type))
  ) {
    problems.push(`${file.path} only re-exports`)
  }
  walk(program as unknown as Node, (node) => {
    if (!/Function(Declaration|Expression)$/.test(node.type) && node.type !== 'ArrowFunctionExpression')
      return
    const at = file.text.slice(0, node.start).split('\n').length
    const length = file.text.slice(node.start, node.end).split('\n').length
    const parameters = (node['params'] as { items?: unknown[] } | unknown[] | undefined) ?? []
    const count = Array.isArray(parameters) ? parameters.length : (parameters.items?.length ?? 0)
    const linesMax = file.path.endsWith('.tsx') ? componentLinesMax : functionLinesMax
    if (length > linesMax)
      problems.push(`${file.path}:${at} a function of ${length} lines, more than ${linesMax}`)
    if (count > parametersMax)
      problems.push(`${file.path}:${at} a function with ${count} parameters, more than ${parametersMax}`)
  })
  return problems
}

function walk(node: unknown, visit: (node: Node) => void): void {
  if (Array.isArray(node)) {
    for (const one of node) walk(one, visit)
    return
  }
  if (typeof node !== 'object' || node === null) return
  if (typeof (node as Node).type === 'string') visit(node as Node)
  for (const value of Object.values(node)) walk(value, visit)
}
