// Everything that can be said about the tree without running it: `npm run check`.
import { checkRules } from './check-rules.ts'
import { checkScripts } from './check-scripts.ts'
import { checkShape } from './check-shape.ts'
import { checkTables } from './check-tables.ts'
import { checkTexts } from './check-texts.ts'
import { binary, runCommand } from './run-command.ts'

type Check = { name: string; run: () => Promise<string[]> }

const instantiationsMax = 900_000
const pageInstantiationsMax = 700_000

const checks: readonly Check[] = [
  { name: 'types', run: checkTypes },
  {
    name: 'format and lint',
    run: () => program('biome', ['ci', '--error-on-warnings', '--colors=off', '.']),
  },
  { name: 'unused code', run: () => program('knip', ['--no-progress', '--no-config-hints']) },
  { name: 'size of functions and files', run: checkShape },
  { name: 'who may import whom', run: checkRules },
  { name: 'tables belong to their service', run: checkTables },
  { name: 'texts in three languages', run: checkTexts },
  { name: 'scripts of the checkout', run: checkScripts },
  // Loads the services: what keeps one from being loaded is a finding of the checks before it.
  { name: 'generated files', run: async () => (await import('./generate.ts')).staleFiles() },
]

let failed = 0
for (const check of checks) {
  const startedAt = performance.now()
  const problems = await check.run().catch((error: Error) => [error.message])
  const seconds = ((performance.now() - startedAt) / 1_000).toFixed(1)
  process.stdout.write(`${problems.length === 0 ? 'ok  ' : 'FAIL'} ${check.name} ${seconds} s\n`)
  for (const problem of problems) process.stdout.write(`     ${problem.replaceAll('\n', '\n     ')}\n`)
  if (problems.length > 0) failed += 1
}
process.stdout.write(`${checks.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

async function program(name: string, args: readonly string[]): Promise<string[]> {
  const { code, output } = await runCommand(binary(name), args, { quiet: true })
  return code === 0 ? [] : [output.trim()]
}

/** A wrong generic costs the whole tree: the number of instantiations has a budget. Pages have a browser around them. */
async function checkTypes(): Promise<string[]> {
  return [
    ...(await checkProject('.', instantiationsMax)),
    ...(await checkProject('frontend', pageInstantiationsMax)),
  ]
}

async function checkProject(project: string, budget: number): Promise<string[]> {
  // Several checkers count what they share once each, and a new file moves the others among them: 50,000 more or less.
  const args = ['-p', project, '--extendedDiagnostics', '--checkers', '1']
  const { code, output } = await runCommand(binary('tsc'), args, { quiet: true })
  if (code !== 0) return [output.split('\nFiles:')[0] ?? output]
  const count = Number(/Instantiations:\s+(\d+)/.exec(output)?.[1])
  if (!Number.isFinite(count)) return [`tsc did not say how many types it instantiated in ${project}`]
  return count > budget ? [`${count} type instantiations in ${project}, more than ${budget}`] : []
}
