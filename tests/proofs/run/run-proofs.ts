import { booksProblems } from './books.ts'
import type { Proof, World } from './world.ts'

export type Verdict = {
  readonly name: string
  readonly seconds: number
  readonly said: string
  readonly problems: string[]
}

/** Runs proofs one after the other. After each, when all is quiet, the books must agree. */
export async function runProofs(
  world: World,
  proofs: readonly Proof[],
  tell: (verdict: Verdict) => void,
): Promise<Verdict[]> {
  const known = new Set<string>()
  const verdicts: Verdict[] = []
  for (const proof of proofs) {
    const startedAt = performance.now()
    const { said, problem } = await attempt(world, proof)
    const problems = [...problem, ...(await booksProblems(world.shape.databaseUrls))].filter(
      (one) => !known.has(one),
    )
    // What one proof broke is not held against the next.
    for (const one of problems) known.add(one)
    const verdict = { name: proof.name, seconds: (performance.now() - startedAt) / 1_000, said, problems }
    verdicts.push(verdict)
    tell(verdict)
  }
  return verdicts
}

async function attempt(world: World, proof: Proof): Promise<{ said: string; problem: string[] }> {
  try {
    return { said: await proof.run(world), problem: [] }
  } catch (error) {
    return { said: '', problem: [error instanceof Error ? (error.stack ?? error.message) : String(error)] }
  }
}
