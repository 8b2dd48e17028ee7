import { stopTestCluster } from '@rialto/testing'
import { type Plant, plantedEnv, plantSql } from '../planted/plant.ts'
import { plants } from '../planted/plants.ts'
import { allProofs } from '../proofs.ts'
import type { ProveOptions } from './prove.ts'
import { runProofs } from './run-proofs.ts'
import { openWorld } from './world.ts'

const seedsEach = 5
const secondsMax = 120

/** Plants one bug after the other. Its proof must see it with every seed, in time. Answers how many went unseen. */
export async function provePlanted(options: ProveOptions): Promise<number> {
  const wanted = plants.filter((plant) => options.only === undefined || plant.name.includes(options.only))
  if (wanted.length === 0) throw new Error(`No planted bug has "${options.only}" in its name`)
  let unseen = 0
  try {
    for (const plant of wanted) if (!(await isSeen(plant, options))) unseen += 1
  } finally {
    await stopTestCluster()
  }
  process.stdout.write(`${wanted.length - unseen} passed, ${unseen} failed\n`)
  return unseen
}

async function isSeen(plant: Plant, options: ProveOptions): Promise<boolean> {
  const results: { seen: string | undefined; seconds: number; instead: string }[] = []
  for (let round = 0; round < seedsEach; round += 1) {
    const startedAt = performance.now()
    const problems = await problemsOf(plant, { ...options, seed: options.seed + round })
    const seen = problems.find((problem) => plant.seen.test(problem))
    const seconds = (performance.now() - startedAt) / 1_000
    results.push({ seen, seconds, instead: problems.join('\n') || 'it found nothing' })
  }
  const good = results.filter(({ seen, seconds }) => seen !== undefined && seconds <= secondsMax)
  const isGood = good.length === seedsEach
  const slowest = Math.max(...results.map(({ seconds }) => seconds))
  const seeds = `seeds ${options.seed} to ${options.seed + seedsEach - 1}`
  process.stdout.write(
    `${isGood ? 'ok  ' : 'FAIL'} seen ${good.length} of ${seedsEach}: ${plant.name} ${slowest.toFixed(1)} s at most, ${seeds}\n`,
  )
  for (const { seen, instead } of isGood ? results.slice(0, 1) : results)
    process.stdout.write(
      `     ${(seen ?? `NOT SEEN, but ${instead}`).replaceAll('\n', '\n     ').slice(0, 1_200)}\n`,
    )
  return isGood
}

/** What the proof says with the bug in place. Each seed has an installation of its own: damage is not inherited. */
async function problemsOf(plant: Plant, options: ProveOptions): Promise<string[]> {
  const proofs = allProofs.filter((proof) => proof.name.includes(plant.proof))
  if (proofs.length !== 1) throw new Error(`${proofs.length} proofs have "${plant.proof}" in their name`)
  const world = await openWorld({ ...options, isQuick: true, env: plantedEnv(plant) })
  try {
    await plantSql(plant, world.shape.databaseUrls['inventory-service'] ?? '')
    const [verdict] = await runProofs(world, proofs, () => {})
    return verdict?.problems ?? []
  } finally {
    await world.shape.stop()
  }
}
