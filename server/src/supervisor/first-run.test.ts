import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type TestContext, test } from 'node:test'
import { fileURLToPath } from 'node:url'

// The programs that run before anything is installed: start.mjs, test.mjs and those in bin/.

const root = fileURLToPath(new URL('../../..', import.meta.url))
const lock = (version: string) => ({
  packages: {
    '': { name: 'shop' },
    'node_modules/a': { version, integrity: `sha512-${version}` },
    'node_modules/b': { version, integrity: 'sha512-b', optional: true },
    'node_modules/@shop/c': { resolved: 'packages/c', link: true },
  },
})

function project(t: TestContext): { path: string; write: (name: string, content: unknown) => void } {
  const path = mkdtempSync(join(tmpdir(), 'rialto-first-run-'))
  t.after(() => rmSync(path, { recursive: true, force: true }))
  for (const name of ['start.mjs', 'test.mjs', 'bin'])
    cpSync(join(root, name), join(path, name), { recursive: true })
  const write = (name: string, content: unknown) => {
    mkdirSync(join(path, name, '..'), { recursive: true })
    writeFileSync(join(path, name), typeof content === 'string' ? content : JSON.stringify(content))
  }
  write('package-lock.json', lock('1.0.0'))
  write(
    'say.ts',
    "const words: string[] = process.argv.slice(2)\nconsole.log('said', ...words)\nprocess.exit(7)\n",
  )
  return { path, write }
}

async function run(path: string, parameters: string[], environment: Record<string, string> = {}) {
  const child = spawn(process.execPath, parameters, {
    cwd: path,
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let output = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  }
  const [code] = await once(child, 'close')
  return { code, output }
}

const old = { code: 1, output: 'rialto: the packages are missing or old; run npm ci first.\n' }

test('a script runs only on the packages of the lockfile, whoever installed them', async (t) => {
  const { path, write } = project(t)
  const say = () => run(path, ['bin/run.mjs', 'say.ts', 'one', 'two'])
  assert.deepEqual(await say(), old)
  write('node_modules/.package-lock.json', {
    packages: { 'node_modules/a': { version: '1.0.0', integrity: 'sha512-1.0.0' } },
  })
  assert.deepEqual(await say(), { code: 7, output: 'said one two\n' })
  write('package-lock.json', lock('1.0.1'))
  assert.deepEqual(await say(), old)
})

test('npm start installs with one line of progress, and not again', async (t) => {
  const { path, write } = project(t)
  write(
    'server/src/supervisor/main.ts',
    "console.log('started', process.argv[2], process.channel !== undefined)\nprocess.exit(0)\n",
  )
  write(
    'npm.mjs',
    `import { cpSync, mkdirSync } from 'node:fs'
     console.log('npm', process.argv[2])
     mkdirSync('node_modules', { recursive: true })
     cpSync('package-lock.json', 'node_modules/.package-lock.json')`,
  )
  const environment = { npm_execpath: join(path, 'npm.mjs') }
  const first = await run(path, ['start.mjs', 'now'], environment)
  assert.match(
    first.output,
    /^rialto: installing the packages .*\nnpm ci\nrialto: packages installed in \d+ s\nstarted now true\n$/,
  )
  assert.equal(first.code, 0)
  const second = await run(path, ['start.mjs', 'again'], environment)
  assert.deepEqual(second, { code: 0, output: 'started again true\n' })
})

test('an installation that fails starts nothing', async (t) => {
  const { path, write } = project(t)
  write('npm.mjs', 'process.exit(3)')
  const { code, output } = await run(path, ['test.mjs'], { npm_execpath: join(path, 'npm.mjs') })
  assert.equal(code, 1)
  assert.match(output, /rialto: npm ci failed; its message stands above\. Nothing was started\.\n$/)
  assert.equal(existsSync(join(path, 'node_modules')), false)
})

test('an old Node is told the version that is needed', async (t) => {
  const { path, write } = project(t)
  write('older.mjs', "Object.defineProperty(process, 'versions', { value: { node: '20.18.3' } })\n")
  for (const program of ['start.mjs', 'test.mjs', 'bin/run.mjs', 'bin/rialto.mjs']) {
    const { code, output } = await run(path, ['--import', './older.mjs', program, 'say.ts'])
    assert.equal(code, 1)
    assert.match(output, /^rialto: Node 20\.18\.3 is too old; install Node 20\.19 or newer/, program)
  }
})
