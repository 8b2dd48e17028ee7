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
  for (const report of await checkInvariants(databaseUrls))
    problems.push(...report.problems.map((problem) => `${report.check}: ${problem}`))
  return problems
}
