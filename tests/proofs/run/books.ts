import { checkInvariants, type DatabaseUrls, settle } from '@rialto/testing'

const settleSecondsMax = 90

/** Waits until all is quiet, then holds the books against each other. Says what does not agree. */
export async function booksProblems(databaseUrls: DatabaseUrls): Promise<string[]> {
  const problems: string[] = []
  try {
    await settle(databaseUrls, settleSecondsMax)
  } catch (error) {
    problems.push(String(error))
  }
  try {
    for (const report of await checkInvariants(databaseUrls))
      problems.push(...report.problems.map((problem) => `${report.check}: ${problem}`))
  } catch (error) {
    problems.push(`The books cannot be read: ${String(error)}`)
  }
  return problems
}
