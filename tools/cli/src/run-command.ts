import { parseArgs } from 'node:util'
import { commands } from './commands.ts'
import { help, helpOf } from './help.ts'
import { isStop } from './stop.ts'
import type { Terminal } from './terminal.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Runs one command and answers its exit code: 0 done, 1 not done or not whole, 2 called wrongly. */
export async function runCommand(
  words: readonly string[],
  environment: Environment,
  terminal: Terminal,
): Promise<number> {
  const [noun = 'help', verb = ''] = words
  if (noun === 'help' || noun === '--help' || noun === '-h') {
    terminal.result(help(commands))
    return 0
  }
  const named = commands.find((one) => one.noun === noun && one.verb === verb)
  // A command without a verb, such as `rialto doctor`.
  const command = named ?? commands.find((one) => one.noun === noun && one.verb === '')
  if (!command) {
    terminal.tell(`rialto has no command "${words.slice(0, 2).join(' ')}".\n\n${help(commands)}`)
    return 2
  }
  try {
    const { values, positionals } = parseArgs({
      args: words.slice(command.verb === '' ? 1 : 2),
      options: { ...command.options, help: { type: 'boolean' } },
      allowPositionals: true,
    })
    if (values['help']) {
      terminal.result(helpOf(command))
      return 0
    }
    if (positionals.length !== command.files.length) {
      terminal.tell(helpOf(command))
      return 2
    }
    return await command.run({ options: values as Options, files: positionals, environment, terminal })
  } catch (error) {
    return tellError(error, terminal)
  }
}

type Options = Readonly<Record<string, string | boolean | undefined>>

function tellError(error: unknown, terminal: Terminal): number {
  if (isStop(error)) {
    terminal.tell(error.message)
    return error.exitCode
  }
  const code = (error as { code?: string }).code ?? ''
  if (code.startsWith('ERR_PARSE_ARGS')) {
    terminal.tell((error as Error).message)
    return 2
  }
  terminal.tell(`It did not work: ${error instanceof Error ? error.message : String(error)}`)
  return 1
}
