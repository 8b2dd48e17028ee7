// Runs the tests: `all` (npm test), `fast` (npm run test:fast), `scenarios`. One test cluster serves all of them.
import { glob } from 'node:fs/promises'
import { stopTestCluster } from '@rialto/testing'
import { root, runCommand } from './run-command.ts'
import { groupsOf, runGroups } from './test-groups.ts'

/** One step more works beside them: see the suite `all`. */
const groupsAtOnce = 3

/** A suite is a row of stages; the steps of a stage run side by side, because most of them wait half of their time. */
const suites: Readonly<Record<string, readonly (readonly Step[])[]>> = {
  fast: [[unit('fast')]],
  scenarios: [[scenarios('one')], [scenarios('apart')]],
  start: [[startTests]],
  browser: [[browserTests]],
  slow: [[unit('slow')]],
  all: [[unit('all'), inTurn(contractLoop, scenarios('one'), scenarios('apart'))], [quickProofs]],
}

type Done = { name: string; code: number; seconds: number }
type Step = () => Promise<readonly Done[]>

const wanted = process.argv[2] ?? 'all'
const stages = suites[wanted]
if (!stages) {
  process.stderr.write(`There is no suite ${wanted}. Choose one of ${Object.keys(suites).join(', ')}\n`)
  process.exit(2)
}

const done: Done[] = []
for (const stage of stages) done.push(...(await Promise.all(stage.map((step) => step()))).flat())
await stopTestCluster()
for (const { name, code, seconds } of done)
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} ${seconds} s\n`)
const failed = done.filter((one) => one.code !== 0).length
process.stdout.write(`${done.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

function inTurn(...steps: readonly Step[]): Step {
  return async () => {
    const done: Done[] = []
    for (const step of steps) done.push(...(await step()))
    return done
  }
}

async function run(name: string, args: readonly string[], env: Record<string, string> = {}): Promise<Done[]> {
  const { code, seconds } = await runCommand(process.execPath, args, { env })
  return [{ name, code, seconds }]
}

/** Tests beside the files. The `slow` ones work through whole reference catalogues and run when asked for. */
function unit(kind: 'fast' | 'all' | 'slow'): Step {
  return async () => {
    const startedAt = performance.now()
    const files: string[] = []
    const folders = '{packages,services,server,frontend,tools,scripts,extensions}'
    for await (const file of glob(`${folders}/**/*.test.ts`, { cwd: root })) {
      if (/node_modules|\/build(-\d+)?\//.test(file)) continue
      if (kind === 'fast' && !isFast(file)) continue
      if (isSlow(file) !== (kind === 'slow')) continue
      files.push(file)
    }
    const failed = await runGroups(groupsOf(files.sort()), groupsAtOnce)
    const seconds = Math.round((performance.now() - startedAt) / 100) / 10
    return [{ name: `unit and features (${files.length} files)`, code: failed === 0 ? 0 : 1, seconds }]
  }
}

function isSlow(file: string): boolean {
  return /\.slow\.test\.ts$/.test(file)
}

/** What needs no database and no process of its own. */
function isFast(file: string): boolean {
  return (
    /^packages\/(core|money|config|log|jwt|http)\//.test(file) ||
    file.startsWith('frontend/') ||
    /\/(model|decide)[^/]*\.test\.ts$/.test(file)
  )
}

function contractLoop(): Promise<Done[]> {
  const args = ['--test', '--test-concurrency=1', '--test-reporter=dot', 'tests/contract/*.test.ts']
  return run('contract loop and limits', args)
}

/** `npm start` itself, with the real programs in a folder of its own. */
function startTests(): Promise<Done[]> {
  return run('npm start', ['--test', 'tests/start/*.test.ts'])
}

/** People in a real browser, on the marketplace that `npm start` gives. */
function browserTests(): Promise<Done[]> {
  return run('browser', ['--test', 'tests/browser/browser.test.ts'])
}

function scenarios(shape: 'one' | 'apart'): Step {
  const program = 'node_modules/@cucumber/cucumber/bin/cucumber.js'
  const args = [program, '--config', 'tests/scenarios/cucumber.json']
  return () => run(`scenarios, ${shape}`, args, { RIALTO_SHAPE: shape })
}

function quickProofs(): Promise<Done[]> {
  return run('proofs, quick', ['tests/proofs/prove.ts', '--quick'])
}
