// How long somebody takes from a ready npm start to the first purchase; the browser that does it is of the tests.
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const program = join(import.meta.dirname, '../../tests/browser/first-purchase.ts')
const child = spawn(process.execPath, [program], { stdio: 'inherit' })
process.exitCode = await new Promise<number>((resolve, reject) => {
  child.once('error', reject)
  child.once('close', (code) => resolve(code ?? 1))
})
