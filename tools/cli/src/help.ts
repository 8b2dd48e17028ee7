import type { Command } from './commands.ts'

/** What rialto can do. */
export function help(commands: readonly Command[]): string {
  const width = Math.max(...commands.map((command) => callOf(command).length)) + 2
  const lines = commands.map((command) => `  ${callOf(command).padEnd(width)}${command.summary}`)
  return [
    'rialto <noun> <verb> [options]',
    '',
    ...lines,
    `  ${'rialto help'.padEnd(width)}Shows this`,
    '',
    'rialto <noun> <verb> --help tells the options. Exit codes: 0 done, 1 not done or not whole, 2 called wrongly.',
  ].join('\n')
}

/** What one command does and takes. */
export function helpOf(command: Command): string {
  const lines = Object.entries(command.meanings).map(
    ([name, meaning]) => `  ${`--${name}`.padEnd(14)}${meaning}`,
  )
  return [`${callOf(command)} [options]`, '', command.summary, '', ...lines].join('\n')
}

function callOf(command: Command): string {
  return ['rialto', command.noun, command.verb, ...command.files].filter((word) => word !== '').join(' ')
}
