import { setTimeout as pause } from 'node:timers/promises'
import { checkInvariants, type DatabaseUrls, settle } from '@rialto/testing'

const settleSecondsMax = 90
const lookAgainMs = 2_000

/**
 * Waits until all is quiet, then holds the books against each other. What does not agree is looked at again: the
 * provider sends anew what a dead server did not take, so news may come at any moment, and are dealt with in the next.
 */
export async function booksProblems(databaseUrls: DatabaseUrls): Promise<string[]> {
  const first = await look(databaseUrls)
  if (!first.isQuiet || first.problems.length === 0) return first.problems
  await pause(lookAgainMs)
  return (await look(databaseUrls)).problems
}

async function look(databaseUrls: DatabaseUrls): Promise<{ isQuiet: boolean; problems: string[] }> {
  const problems: string[] = []
  await settle(databaseUrls, settleSecondsMax).catch((error) => problems.push(String(error)))
  const isQuiet = problems.length === 0
  try {
    for (const report of await checkInvariants(databaseUrls))
      problems.push(...report.problems.map((problem) => `${report.check}: ${problem}`))
  } catch (error) {
    problems.push(`The books cannot be read: ${String(error)}`)
  }
  return { isQuiet, problems }
}
