import { runCommand } from './run-command.ts'

/** Runs a command as somebody would type it; answers its exit code and all that it said. For tests. */
export async function runWords(words: readonly string[], environment: Record<string, string>) {
  const results: string[] = []
  const told: string[] = []
  const terminal = {
    result: (text: string) => void results.push(text),
    tell: (text: string) => void told.push(text),
    progress: () => {},
  }
  const code = await runCommand([...words], environment, terminal)
  return { code, result: results.join('\n'), told: told.join('\n') }
}
