import { stopTestCluster } from '@rialto/testing'
import { type Plant, plantedEnv, plantSql } from '../planted/plant.ts'
import { plants } from '../planted/plants.ts'
import { allProofs, slowProofs } from '../proofs.ts'
import type { ProveOptions } from './prove.ts'
import { runProofs } from './run-proofs.ts'
import { openWorld } from './world.ts'

const seedsEach = 5
const secondsMax = 120
const saidCharactersMax = 600

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

type Round = { readonly isGood: boolean; readonly seconds: number; readonly said: string }

async function isSeen(plant: Plant, options: ProveOptions): Promise<boolean> {
  const rounds: Round[] = []
  for (let round = 0; round < seedsEach; round += 1)
    rounds.push(await tryOnce(plant, { ...options, seed: options.seed + round }))
  const good = rounds.filter(({ isGood, seconds }) => isGood && seconds <= secondsMax).length
  const isGood = good === seedsEach
  const slowest = Math.max(...rounds.map(({ seconds }) => seconds)).toFixed(1)
  const seeds = `seeds ${options.seed} to ${options.seed + seedsEach - 1}`
  const line = `${isGood ? 'ok  ' : 'FAIL'} ${good} of ${seedsEach}: ${plant.name} ${slowest} s at most, ${seeds}`
  const told = (isGood ? rounds.slice(0, 1) : rounds).map(({ said }) => said.slice(0, saidCharactersMax))
  process.stdout.write(`${[line, ...told].join('\n').replaceAll('\n', '\n     ')}\n`)
  return isGood
}

async function tryOnce(plant: Plant, options: ProveOptions): Promise<Round> {
  const startedAt = performance.now()
  const problems = await problemsOf(plant, options)
  const seconds = (performance.now() - startedAt) / 1_000
  const all = problems.join('\n') || 'nothing'
  if (plant.seen === null) return { isGood: problems.length === 0, seconds, said: `seen: ${all}` }
  const seen = problems.find((problem) => plant.seen?.test(problem))
  return { isGood: seen !== undefined, seconds, said: seen ? `seen: ${seen}` : `NOT SEEN, but ${all}` }
}

/** What the proof says with the bug in place. Each seed has an installation of its own: damage is not inherited. */
async function problemsOf(plant: Plant, options: ProveOptions): Promise<string[]> {
  const proofs = [...allProofs, ...slowProofs].filter((proof) => proof.name.includes(plant.proof))
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
