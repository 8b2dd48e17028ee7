// Runs the tests: `all` (npm test), `fast` (npm run test:fast), `scenarios`. One test cluster serves all of them.
import { glob } from 'node:fs/promises'
import { stopTestCluster } from '@rialto/testing'
import { root, runCommand } from './run-command.ts'

const suites = {
  fast: [unit('fast')],
  scenarios: [scenarios('one'), scenarios('apart')],
  start: [startTests],
  browser: [browserTests],
  slow: [unit('slow')],
  all: [unit('all'), contractLoop, scenarios('one'), scenarios('apart'), quickProofs],
} as const

type Step = () => Promise<{ name: string; code: number; seconds: number }>

const wanted = process.argv[2] ?? 'all'
const steps: readonly Step[] | undefined = suites[wanted as keyof typeof suites]
if (!steps) {
  process.stderr.write(`There is no suite ${wanted}. Choose one of ${Object.keys(suites).join(', ')}\n`)
  process.exit(2)
}

const done: Awaited<ReturnType<Step>>[] = []
for (const step of steps) done.push(await step())
await stopTestCluster()
for (const { name, code, seconds } of done)
  process.stdout.write(`${code === 0 ? 'ok  ' : 'FAIL'} ${name} ${seconds} s\n`)
const failed = done.filter((one) => one.code !== 0).length
process.stdout.write(`${done.length - failed} passed, ${failed} failed\n`)
process.exit(failed === 0 ? 0 : 1)

/** Tests beside the files. The `slow` ones work through whole reference catalogues and run when asked for. */
function unit(kind: 'fast' | 'all' | 'slow'): Step {
  return async () => {
    const files: string[] = []
    for await (const file of glob(
      '{packages,services,server,frontend,tools,scripts,extensions}/**/*.test.ts',
      {
        cwd: root,
      },
    )) {
      if (/node_modules|\/build(-\d+)?\//.test(file)) continue
      if (kind === 'fast' && !isFast(file)) continue
      if (isSlow(file) !== (kind === 'slow')) continue
      files.push(file)
    }
    const args = ['--test', '--test-concurrency=4', '--test-reporter=dot', ...files.sort()]
    const { code, seconds } = await runCommand(process.execPath, args)
    return { name: `unit and features (${files.length} files)`, code, seconds }
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

async function contractLoop() {
  const args = ['--test', '--test-concurrency=1', '--test-reporter=dot', 'tests/contract/*.test.ts']
  const { code, seconds } = await runCommand(process.execPath, args)
  return { name: 'contract loop and limits', code, seconds }
}

/** `npm start` itself, with the real programs in a folder of its own. */
async function startTests() {
  const { code, seconds } = await runCommand(process.execPath, ['--test', 'tests/start/*.test.ts'])
  return { name: 'npm start', code, seconds }
}

/** People in a real browser, on the marketplace that `npm start` gives. */
async function browserTests() {
  const { code, seconds } = await runCommand(process.execPath, ['--test', 'tests/browser/browser.test.ts'])
  return { name: 'browser', code, seconds }
}

function scenarios(shape: 'one' | 'apart'): Step {
  return async () => {
    const args = [
      'node_modules/@cucumber/cucumber/bin/cucumber.js',
      '--config',
      'tests/scenarios/cucumber.json',
    ]
    const { code, seconds } = await runCommand(process.execPath, args, { env: { RIALTO_SHAPE: shape } })
    return { name: `scenarios, ${shape}`, code, seconds }
  }
}

async function quickProofs() {
  const { code, seconds } = await runCommand(process.execPath, ['tests/proofs/prove.ts', '--quick'])
  return { name: 'proofs, quick', code, seconds }
}
