import { stopTestCluster } from '@rialto/testing'
import { allProofs, slowProofs } from '../proofs.ts'
import { runProofs, type Verdict } from './run-proofs.ts'
import { openWorld } from './world.ts'

export type ProveOptions = {
  readonly seed: number
  readonly servers: number
  readonly isQuick: boolean
  /** With every fault that there is, however long it takes. */
  readonly isFull: boolean
  readonly kills: number
  /** Only proofs whose name holds this text. */
  readonly only: string | undefined
}

/** Runs the proofs on one installation and tells a line for each. Answers how many failed. */
export async function prove(options: ProveOptions): Promise<number> {
  const offered = options.isFull ? [...allProofs, ...slowProofs] : allProofs
  const proofs = offered.filter((proof) => options.only === undefined || proof.name.includes(options.only))
  if (proofs.length === 0) throw new Error(`No proof has "${options.only}" in its name`)
  const world = await openWorld(options)
  try {
    const verdicts = await runProofs(world, proofs, (verdict) => tell(verdict, options.seed))
    const failed = verdicts.filter((verdict) => verdict.problems.length > 0).length
    if (failed > 0) process.stdout.write(`${world.shape.output().slice(-6_000)}\n`)
    process.stdout.write(`${verdicts.length - failed} passed, ${failed} failed\n`)
    return failed
  } finally {
    await world.shape.stop()
    await stopTestCluster()
  }
}

function tell(verdict: Verdict, seed: number): void {
  const { name, seconds, said, problems } = verdict
  const mark = problems.length === 0 ? 'ok  ' : 'FAIL'
  process.stdout.write(
    `${mark} ${name} ${seconds.toFixed(1)} s, seed ${seed}${said === '' ? '' : `: ${said}`}\n`,
  )
  for (const problem of problems) process.stdout.write(`     ${problem.replaceAll('\n', '\n     ')}\n`)
}
