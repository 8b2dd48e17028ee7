import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The folder of the project. */
export const root = fileURLToPath(new URL('..', import.meta.url))

/** The program of a package, such as `biome`. */
export function binary(name: string): string {
  return join(root, 'node_modules', '.bin', name)
}

export type CommandResult = { code: number; output: string; seconds: number }

/** Runs a program in the project's folder or another one. Its output is shown as it comes, or kept for the caller when `quiet`. */
export function runCommand(
  program: string,
  args: readonly string[],
  options: { quiet?: boolean; env?: Record<string, string>; cwd?: string } = {},
): Promise<CommandResult> {
  const startedAt = performance.now()
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: options.quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    })
    let output = ''
    const keep = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.once('error', reject)
    child.once('close', (code) => {
      resolve({ code: code ?? 1, output, seconds: Math.round((performance.now() - startedAt) / 100) / 10 })
    })
  })
}
