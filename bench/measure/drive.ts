import { fork } from 'node:child_process'
import { join } from 'node:path'

/** How long each of so many took. */
export type Spread = {
  readonly count: number
  readonly meanMs: number
  readonly p50Ms: number
  readonly p90Ms: number
  readonly p95Ms: number
  readonly p99Ms: number
}

/** What a driver answers: how much it did, in which time, by which names, and what it cost itself. */
export type Driven = Spread & {
  readonly done: number
  readonly seconds: number
  readonly driverCpuMs: number
  readonly groups: Readonly<Record<string, Spread>>
}

/** Runs a driver as a process of its own, so that its CPU is counted apart, and answers what it found. */
export function drive<More = object>(driver: string, plan: object): Promise<Driven & More> {
  return new Promise((resolve, reject) => {
    const child = fork(join(import.meta.dirname, '..', 'driver', `${driver}.ts`), { stdio: 'inherit' })
    let found: (Driven & More) | undefined
    child.on('message', (message) => {
      found = message as Driven & More
    })
    child.once('error', reject)
    child.once('close', (code) => {
      if (found && code === 0) resolve(found)
      else reject(new Error(`The driver ${driver} ended with ${code} and without a figure`))
    })
    child.send(plan)
  })
}
