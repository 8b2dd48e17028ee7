import { stopTestCluster } from '@rialto/testing'
import { fullStages, type Stage, stage } from '../proofs.ts'
import { runProofs, type Verdict } from './run-proofs.ts'

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

const outputCharactersMax = 6_000

/** Runs the proofs, those of one installation after the other, and tells a line for each. Answers how many failed. */
export async function prove(options: ProveOptions): Promise<number> {
  const stages = (options.isFull ? fullStages : [stage])
    .map((one) => ({ ...one, proofs: one.proofs.filter(({ name }) => name.includes(options.only ?? '')) }))
    .filter(({ proofs }) => proofs.length > 0)
  if (stages.length === 0) throw new Error(`No proof has "${options.only}" in its name`)
  const verdicts: Verdict[] = []
  try {
    for (const one of stages) verdicts.push(...(await runStage(one, options)))
  } finally {
    await stopTestCluster()
  }
  const failed = verdicts.filter((verdict) => verdict.problems.length > 0).length
  process.stdout.write(`${verdicts.length - failed} passed, ${failed} failed\n`)
  return failed
}

async function runStage({ open, proofs, killsDivisor }: Stage, options: ProveOptions): Promise<Verdict[]> {
  const world = await open({ ...options, kills: Math.ceil(options.kills / killsDivisor) })
  if (typeof world === 'string') {
    for (const { name } of proofs) process.stdout.write(`skip ${name}: ${world}\n`)
    return []
  }
  try {
    const verdicts = await runProofs(world, proofs, (verdict) => tell(verdict, options.seed))
    if (verdicts.some(({ problems }) => problems.length > 0))
      process.stdout.write(`${world.shape.output().slice(-outputCharactersMax)}\n`)
    return verdicts
  } finally {
    await world.shape.stop()
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
