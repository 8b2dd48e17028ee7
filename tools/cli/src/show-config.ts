import { describeConfig, readConfig } from '@rialto/config'
import type { Call } from './commands.ts'

/** Prints every setting with its present value. A wrong one is named with what to do. */
export async function showConfig({ environment, options, terminal }: Call): Promise<number> {
  const read = readConfig(environment)
  if (!read.ok) {
    if (options['json']) terminal.result(JSON.stringify({ problems: read.problems }))
    else for (const { problem, fix } of read.problems) terminal.tell(`${problem} ${fix}`)
    return 1
  }
  const rows = describeConfig(read.config)
  if (options['json']) {
    terminal.result(JSON.stringify(Object.fromEntries(rows.map((row) => [row.setting, row.value]))))
    return 0
  }
  const width = Math.max(...rows.map((row) => row.setting.length))
  terminal.result(rows.map((row) => `${row.setting.padEnd(width)}  ${row.value}`).join('\n'))
  return 0
}
