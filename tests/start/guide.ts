import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Installation } from './installation.ts'

const guide = new URL('../../docs/guides/first-purchase.md', import.meta.url)
const addressOfGuide = 'http://localhost:3000'
const demoFileOfGuide = '.rialto/demo.json'

/** Runs the commands of the guide, against this installation instead of the usual one. */
export function runGuide(installation: Installation): Promise<{ output: string; code: number | null }> {
  const blocks = readFileSync(guide, 'utf8').matchAll(/^```bash\n(.*?)^```$/gms)
  const commands = Array.from(blocks, ([, block]) => block).join('')
  const script = commands
    .replaceAll(addressOfGuide, installation.url)
    .replaceAll(demoFileOfGuide, join(installation.dataDirectory, 'demo.json'))
  const shell = spawn('bash', ['-e', '-c', script], { stdio: ['ignore', 'pipe', 'pipe'] })
  let output = ''
  for (const stream of [shell.stdout, shell.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
    })
  return new Promise((resolve, reject) => {
    shell.once('error', reject)
    shell.once('close', (code) => resolve({ output, code }))
  })
}
