// Test files that share a process: starting one and loading the product costs more than most of them do.
import { availableParallelism } from 'node:os'
import { runCommand } from './run-command.ts'

export type TestGroup = { readonly name: string; readonly files: readonly string[] }

const filesEach = 8

/** They play several servers, or set up and clear away around every test of the file. */
const alone = /^(packages\/(events|postgres|testing)|server)\/|\/standard-output\.test\.ts$/

/** The files of a folder together, some at a time; the largest groups first, so that the last one is short. */
export function groupsOf(files: readonly string[]): TestGroup[] {
  const groups = files.filter((file) => alone.test(file)).map((file) => ({ name: file, files: [file] }))
  const folders = Map.groupBy(
    files.filter((file) => !alone.test(file)),
    (file) => file.split('/').slice(0, 2).join('/'),
  )
  for (const [name, members] of folders) {
    for (let at = 0; at < members.length; at += filesEach)
      groups.push({ name, files: members.slice(at, at + filesEach) })
  }
  return groups.sort((left, right) => right.files.length - left.files.length)
}

/** Runs groups, so many at once, and answers how many failed. What a failed one said is told when it has ended. */
export async function runGroups(groups: readonly TestGroup[], atOnce: number): Promise<number> {
  const waiting = [...groups]
  let failed = 0
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const args = ['--test', '--test-isolation=none', '--test-reporter=dot', ...next.files]
      const { code, seconds, output } = await runCommand(process.execPath, args, { quiet: true })
      if (code !== 0) failed += 1
      const said = code === 0 ? '' : `${output.trimEnd()}\n`
      process.stdout.write(
        `${said}${code === 0 ? 'ok  ' : 'FAIL'} ${next.name} (${next.files.length}) ${seconds} s\n`,
      )
    }
  }
  await Promise.all(Array.from({ length: Math.max(atOnce, availableParallelism()) }, lane))
  return failed
}
